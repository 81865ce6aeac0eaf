import { useOneAtATime } from '../../../hooks/use-one-at-a-time.ts';
import { useAuth } from '../../../store/use-auth.ts';

interface Props {
  readonly label: string;
  readonly className: string;
  /** An attempt is already in progress; the button stays in place and does nothing. */
  readonly isBusy?: boolean;
}

/** Asks main to try now: the keychain or the API, depending on which one failed. */
export function RetryButton({ label, className, isBusy = false }: Props) {
  const { retry } = useAuth();
  const { run } = useOneAtATime(retry);
  return (
    <button
      type="button"
      className={className}
      aria-disabled={isBusy}
      onClick={() => {
        if (!isBusy) {
          void run();
        }
      }}
    >
      {isBusy && <span className="spinner" aria-hidden="true" />}
      {label}
    </button>
  );
}
