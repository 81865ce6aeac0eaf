import { useApp, useCommand } from '../store/app-context.ts';

interface Props {
  readonly label: string;
  readonly className: string;
  /** An attempt is under way already; the button stays in place and does nothing. */
  readonly isBusy?: boolean;
}

/** Asks main to try now: the keychain or the API, whichever is in the way. */
export function RetryButton({ label, className, isBusy = false }: Props) {
  const { bridge } = useApp();
  const run = useCommand();
  return (
    <button
      type="button"
      className={className}
      aria-disabled={isBusy}
      onClick={() => {
        if (!isBusy) run(bridge.retry);
      }}
    >
      {isBusy && <span className="spinner" aria-hidden="true" />}
      {label}
    </button>
  );
}
