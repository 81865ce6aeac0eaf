import { useFullText, useSpeech } from '../../../i18n/speech.ts';
import { updateText } from '../../../i18n/update-text.ts';
import { useAppState } from '../../../store/app-context.ts';
import { ActionButton, UpdateActions } from './UpdateActions.tsx';

/** The state of this copy's update, also of a postponed one, for the "About" section. */
export function UpdateSection() {
  const { locale } = useSpeech();
  const t = useFullText();
  const update = useAppState((state) => state.update);
  if (update === null) {
    return null;
  }
  const text = updateText(t, locale, update);
  const canCheck = update.kind === 'idle' || update.kind === 'none';
  return (
    <div className="update-section">
      {text !== '' && <p>{text}</p>}
      <UpdateActions state={update} />
      {canCheck && <ActionButton action="check" label={t('updates.check')} />}
    </div>
  );
}
