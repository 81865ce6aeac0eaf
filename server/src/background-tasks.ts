/** Work that goes on after the answer. A task that fails is reported, never thrown. */
export function createBackgroundTasks(onError: (error: unknown) => void) {
  const running = new Set<Promise<void>>();

  return {
    run: (task: () => Promise<void>): void => {
      const done = task()
        .catch(onError)
        .finally(() => running.delete(done));
      running.add(done);
    },
    /** Resolves once nothing is under way. */
    settled: async (): Promise<void> => {
      while (running.size > 0) {
        await Promise.all(running);
      }
    },
  };
}
