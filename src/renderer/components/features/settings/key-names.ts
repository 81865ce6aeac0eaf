import type { System } from '@mytone/shared/settings/app-info.ts';
import type { TranslateSettings } from '../../../i18n/settings/use-settings-text.ts';

/** The signs that macOS shows in its menus. */
const macSigns: Readonly<Record<string, string>> = {
  CommandOrControl: '⌘',
  Command: '⌘',
  Control: '⌃',
  Shift: '⇧',
  Enter: '⏎',
  Escape: '⎋',
};

/** The name of one key of an accelerator, as it is printed on the keyboards of the system. */
export function keyName(t: TranslateSettings, system: System, key: string): string {
  const sign = system === 'mac' ? macSigns[key] : undefined;
  if (sign !== undefined) {
    return sign;
  }
  switch (key) {
    case 'CommandOrControl':
    case 'Control':
      return t('shortcuts.keys.control');
    case 'Shift':
      return t('shortcuts.keys.shift');
    case 'Enter':
      return t('shortcuts.keys.enter');
    case 'Escape':
      return t('shortcuts.keys.escape');
    case 'Plus':
      return '+';
    case '-':
      return '−';
    default:
      return key;
  }
}
