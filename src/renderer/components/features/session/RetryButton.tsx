import { useAuth } from '../../../store/use-auth.ts';

interface Props {
  readonly label: string;
  readonly className: string;
  /** An attempt is in progress already; the button stays in place and does nothing. */
  readonly isBusy?: boolean;
}

/** Asks main to try now: the keychain or the API, whichever is in the way. */
export function RetryButton({ label, className, isBusy = false }: Props) {
  const { retry } = useAuth();
  return (
    <button
      type="button"
      className={className}
      aria-disabled={isBusy}
      onClick={() => {
        if (!isBusy) {
          void retry();
        }
      }}
    >
      {isBusy && <span className="spinner" aria-hidden="true" />}
      {label}
    </button>
  );
}
