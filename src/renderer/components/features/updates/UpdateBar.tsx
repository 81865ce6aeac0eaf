import { lazy, Suspense } from 'react';
import { useText } from '../../../i18n/speech.ts';
import { useAppState } from '../../../store/app-context.ts';

// Most starts have no update to show.
const loadNotice = () => import('./UpdateNotice.tsx');
const UpdateText = lazy(async () => ({ default: (await loadNotice()).UpdateText }));
const UpdateChoices = lazy(async () => ({ default: (await loadNotice()).UpdateChoices }));

/**
 * Shows an update below the screen without interrupting the user. The status element stays in the
 * page when empty, so that a change is announced; the percentage is not announced.
 */
export function UpdateBar() {
  const t = useText();
  const update = useAppState((state) => state.update);
  const shown = update?.isShown ? update : null;
  return (
    <section
      className="update-bar"
      data-shown={shown !== null}
      aria-label={shown ? t('updateBar.label') : undefined}
    >
      <p role="status">
        <Suspense>{shown && <UpdateText state={shown} />}</Suspense>
      </p>
      <Suspense>{shown && <UpdateChoices state={shown} />}</Suspense>
    </section>
  );
}
