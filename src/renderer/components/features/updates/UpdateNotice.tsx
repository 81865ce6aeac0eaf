import type { UpdateState } from '@mytone/shared/update-state.ts';
import { useFullText, useSpeech } from '../../../i18n/speech.ts';
import { updateText } from '../../../i18n/update-text.ts';
import { ActionButton, UpdateActions } from './UpdateActions.tsx';

interface Props {
  readonly state: UpdateState;
}

/** The state of the update in words. */
export function UpdateText({ state }: Props) {
  const { locale } = useSpeech();
  const t = useFullText();
  return updateText(t, locale, state);
}

/** The buttons for an update, or the one that closes its notice. */
export function UpdateChoices({ state }: Props) {
  const t = useFullText();
  const canWait = state.kind === 'offered' || state.kind === 'ready';
  const isBusy = state.kind === 'downloading' || state.kind === 'installing';
  return (
    <div className="update-actions">
      <UpdateActions state={state} />
      {!isBusy && (
        <ActionButton
          action="postpone"
          label={t(canWait ? 'updates.later' : 'updates.close')}
          className="text-button"
        />
      )}
    </div>
  );
}
