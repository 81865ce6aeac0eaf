/** Work that continues after the response. A task that fails is reported and never throws. */
export function createBackgroundTasks(onError: (error: unknown) => void) {
  const running = new Set<Promise<void>>();

  return {
    run: (task: () => Promise<void>): void => {
      const done = task()
        .catch(onError)
        .finally(() => running.delete(done));
      running.add(done);
    },
    /** Resolves once no task is running. */
    settled: async (): Promise<void> => {
      while (running.size > 0) {
        await Promise.all(running);
      }
    },
  };
}
