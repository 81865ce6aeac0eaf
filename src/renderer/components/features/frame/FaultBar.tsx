import { lazy, Suspense } from 'react';
import { useText } from '../../../i18n/speech.ts';
import { useApp, useAppState } from '../../../store/app-context.ts';
import { IconButton } from '../../primitives/IconButton.tsx';
import { Icon } from '../../primitives/icon/Icon.tsx';
import { icons } from '../../primitives/icon/icons.ts';

const CopyDetails = lazy(async () => ({
  default: (await import('./CopyDetails.tsx')).CopyDetails,
}));

/** Reports a command that failed in a way that no screen handles. */
export function FaultBar() {
  const t = useText();
  const { store } = useApp();
  const fault = useAppState((state) => state.fault);
  if (fault === null) {
    return null;
  }
  return (
    <div className="fault-bar">
      <Icon shape={icons.warning} />
      <p role="alert">{t(`failures.${fault}`)}</p>
      <Suspense>
        <CopyDetails key={fault} code={fault} />
      </Suspense>
      <IconButton
        icon={icons.close}
        label={t('fault.dismiss')}
        onClick={() => store.setState({ fault: null })}
      />
    </div>
  );
}
