/** Removes what has expired. */
export type Cleanup = () => Promise<void>;

/** Runs the clean-ups one after another, every `intervalMs`, until `stop`. */
export function startCleaning(
  cleanups: readonly Cleanup[],
  intervalMs: number,
  run: (task: () => Promise<void>) => void,
): { stop(): void } {
  let isRunning = false;
  const timer = setInterval(() => {
    if (isRunning) {
      return;
    }
    isRunning = true;
    run(async () => {
      try {
        for (const cleanup of cleanups) {
          await cleanup();
        }
      } finally {
        isRunning = false;
      }
    });
  }, intervalMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
