import { useText } from '../../../i18n/speech.ts';
import { useApp, useAppState } from '../../../store/app-context.ts';
import { Icon } from '../../primitives/Icon.tsx';
import { IconButton } from '../../primitives/IconButton.tsx';

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
      <Icon name="warning" />
      <p>{t(`failures.${fault}`)}</p>
      <IconButton
        icon="close"
        label={t('fault.dismiss')}
        onClick={() => store.setState({ fault: null })}
      />
    </div>
  );
}
