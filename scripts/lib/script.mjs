import { createProcesses } from './processes.mjs';
import { Refusal } from './refusal.mjs';

/**
 * Runs a script, then ends every process it started, also after Ctrl-C or SIGTERM. A refusal
 * prints its line and exits with 1; any other error is a bug and keeps its stack.
 * @param {(processes: import('./processes.mjs').Processes) => Promise<void>} task
 * @param {{ interruptedCode: number }} settings the exit code after Ctrl-C
 */
export async function runScript(task, { interruptedCode }) {
  const processes = createProcesses();
  let isStopping = false;
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      // npm repeats the signal that the terminal has already sent: ignore the second one.
      if (!isStopping) {
        isStopping = true;
        void processes.stopAll().then(() => process.exit(interruptedCode));
      }
    });
  }
  try {
    await task(processes);
  } catch (error) {
    // oxlint-disable-next-line typescript/no-unnecessary-condition -- a signal sets it
    if (!isStopping) {
      console.error(error instanceof Refusal ? error.message : error);
      process.exitCode = 1;
    }
  }
  await processes.stopAll();
}
