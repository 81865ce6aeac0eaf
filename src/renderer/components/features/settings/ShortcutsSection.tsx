import type { System } from '@mytone/shared/settings/app-info.ts';
import {
  type ShortcutGroup,
  shortcutGroups,
  shortcutsOf,
} from '@mytone/shared/settings/shortcuts.ts';
import { useSettingsText } from '../../../i18n/settings/use-settings-text.ts';
import { useAppState } from '../../../store/app-context.ts';
import { Fact } from '../../primitives/Fact.tsx';
import { keyName } from './key-names.ts';

const groups = Object.keys(shortcutGroups) as ShortcutGroup[];

/** The shortcuts of this system, from the table that the menu has them from. */
export function ShortcutsSection() {
  const t = useSettingsText();
  const system = useAppState(({ appInfo }) => appInfo?.system ?? 'linux');
  return groups.map((group) => (
    <div key={group} className="settings-panel shortcuts">
      <h3>{t(`shortcuts.groups.${group}`)}</h3>
      <dl>
        {shortcutGroups[group].map((name) => (
          <Fact key={name} term={t(`shortcuts.names.${name}`)}>
            <span className="shortcut">
              {shortcutsOf[system][name].map((accelerator) => (
                <Keys key={accelerator} accelerator={accelerator} system={system} />
              ))}
            </span>
          </Fact>
        ))}
      </dl>
    </div>
  ));
}

interface KeysProps {
  readonly accelerator: string;
  readonly system: System;
}

function Keys({ accelerator, system }: KeysProps) {
  const t = useSettingsText();
  return (
    <kbd>
      {accelerator.split('+').map((key) => (
        <kbd key={key}>{keyName(t, system, key)}</kbd>
      ))}
    </kbd>
  );
}
