import { useSpeech } from '../../../i18n/speech.ts';
import { updateText } from '../../../i18n/update-text.ts';
import { useAppState } from '../../../store/app-context.ts';
import { ActionButton, UpdateActions } from './UpdateActions.tsx';

/**
 * Shows an update below the screen without interrupting the user. The status element stays in the
 * page when empty, so that a change is announced; the percentage is not announced.
 */
export function UpdateBar() {
  const { t, locale } = useSpeech();
  const update = useAppState((state) => state.update);
  const shown = update?.isShown ? update : null;
  const canWait = shown?.kind === 'offered' || shown?.kind === 'ready';
  const isBusy = shown?.kind === 'downloading' || shown?.kind === 'installing';
  return (
    <section
      className="update-bar"
      data-shown={shown !== null}
      aria-label={shown ? t('updates.label') : undefined}
    >
      <p role="status">{shown && updateText(t, locale, shown)}</p>
      {shown && (
        <div className="update-actions">
          <UpdateActions state={shown} />
          {!isBusy && (
            <ActionButton
              action="postpone"
              label={canWait ? t('updates.later') : t('updates.close')}
              className="text-button"
            />
          )}
        </div>
      )}
    </section>
  );
}
