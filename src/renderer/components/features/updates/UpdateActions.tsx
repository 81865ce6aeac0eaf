import type { UpdateAction, UpdateState } from '@mytone/shared/update-state.ts';
import { useOneAtATime } from '../../../hooks/use-one-at-a-time.ts';
import { useFullText, useSpeech } from '../../../i18n/speech.ts';
import { useApp, useCommand } from '../../../store/app-context.ts';
import '../../../styles/on-demand/updates.css';

/** The progress of a download and the buttons for an update, the most likely one first. */
export function UpdateActions({ state }: { readonly state: UpdateState }) {
  const { locale } = useSpeech();
  const t = useFullText();
  const percent = state.kind === 'downloading' ? state.percent : null;
  const format = new Intl.NumberFormat(locale, { style: 'percent' });
  return (
    <div className="update-actions">
      {percent !== null && (
        <>
          <progress value={percent} max={100} aria-label={t('updateBar.label')} />
          <p className="countdown">{format.format(percent / 100)}</p>
        </>
      )}
      {state.kind === 'offered' && <ActionButton action="download" label={t('updates.download')} />}
      {state.kind === 'ready' && <ActionButton action="install" label={t('updates.install')} />}
      {state.kind === 'failed' && <ActionButton action="check" label={t('updates.retry')} />}
      {state.kind === 'downloading' && <ActionButton action="postpone" label={t('form.cancel')} />}
    </div>
  );
}

interface ActionButtonProps {
  readonly action: UpdateAction;
  readonly label: string;
  readonly className?: string;
}

/** Asks main to act on the update; the result appears in the state. */
export function ActionButton({
  action,
  label,
  className = 'button button-secondary button-small',
}: ActionButtonProps) {
  const { bridge } = useApp();
  const command = useCommand();
  const { run } = useOneAtATime(() => command(() => bridge.actOnUpdate(action)));
  return (
    <button type="button" className={className} onClick={() => void run()}>
      {label}
    </button>
  );
}
