import { useText } from '../../../i18n/speech.ts';
import { useApp, useAppState } from '../../../store/app-context.ts';
import { IconButton } from '../../primitives/IconButton.tsx';
import { Icon } from '../../primitives/icon/Icon.tsx';
import { icons } from '../../primitives/icon/icons.ts';

/** Reports a command that failed in a way that no screen handles. */
export function FaultBar() {
  const t = useText();
  const { store } = useApp();
  const fault = useAppState((state) => state.fault);
  if (fault === null) {
    return null;
  }
  return (
    <div className="fault-bar" role="alert">
      <Icon shape={icons.warning} />
      <p>{t(`failures.${fault}`)}</p>
      <IconButton
        icon={icons.close}
        label={t('fault.dismiss')}
        onClick={() => store.setState({ fault: null })}
      />
    </div>
  );
}
