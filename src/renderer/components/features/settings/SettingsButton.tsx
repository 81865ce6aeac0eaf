import { useText } from '../../../i18n/speech.ts';
import { useApp } from '../../../store/app-context.ts';
import { IconButton } from '../../primitives/IconButton.tsx';
import { icons } from '../../primitives/icon/icons.ts';

/** Opens the settings; in the corner of every screen. */
export function SettingsButton() {
  const t = useText();
  const { store } = useApp();
  return (
    <span className="settings-button">
      <IconButton
        icon={icons.settings}
        label={t('settings.open')}
        aria-haspopup="dialog"
        onClick={() => store.setState({ settings: 'general' })}
      />
    </span>
  );
}
