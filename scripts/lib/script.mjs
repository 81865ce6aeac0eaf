import { createProcesses } from './processes.mjs';
import { Refusal } from './refusal.mjs';

/**
 * Runs a script to its end and ends what it started, also on Ctrl-C or a request to end. A
 * refusal becomes its one line and exit code 1; anything else is a bug and keeps its stack.
 * @param {(processes: import('./processes.mjs').Processes) => Promise<void>} task
 * @param {{ interruptedCode: number }} settings the exit code after Ctrl-C
 */
export async function runScript(task, { interruptedCode }) {
  const processes = createProcesses();
  let isStopping = false;
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      // npm passes on what the terminal has already sent: the second one changes nothing.
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
