import type { UpdateState } from '@mytone/shared/update-state.ts';
import { useSpeech } from '../../../i18n/speech.ts';
import { updateText } from '../../../i18n/update-text.ts';
import { ActionButton, UpdateActions } from './UpdateActions.tsx';

interface Props {
  readonly state: UpdateState;
}

/** Where the update stands, in words. */
export function UpdateText({ state }: Props) {
  const { t, locale } = useSpeech();
  return updateText(t, locale, state);
}

/** What can be done about an update, or to put its notice away. */
export function UpdateChoices({ state }: Props) {
  const { t } = useSpeech();
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
