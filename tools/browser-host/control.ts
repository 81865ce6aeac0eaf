import process from 'node:process';
import { runInThisContext } from 'node:vm';

/** A test's message to the host it started: a function to run in main with `electron`. */
export interface ControlRequest {
  id: number;
  source: string;
  argument: unknown;
}

/** The host's message to the test that started it. */
export type ControlMessage =
  | { kind: 'opened'; debuggerUrl: string; chromiumVersion: string }
  | { kind: 'answer'; id: number; ok: boolean; value: unknown };

export interface Control {
  tell(message: ControlMessage): void;
}

/**
 * The connection to a test that started the host with Node's IPC channel; without a channel it does
 * nothing. Its only request does what playwright's `electronApp.evaluate` does. If the test dies,
 * the host ends.
 */
export function openControl(electron: object, onLost: () => void): Control {
  const tell = (message: ControlMessage) => void process.send?.(message);
  if (!process.send) {
    return { tell };
  }

  const evaluate = async ({ id, source, argument }: ControlRequest) => {
    try {
      const run = runInThisContext(`(${source})`) as (...given: unknown[]) => unknown;
      tell({ kind: 'answer', id, ok: true, value: await run(electron, argument) });
    } catch (error) {
      tell({ kind: 'answer', id, ok: false, value: error instanceof Error ? error.stack : error });
    }
  };
  process.on('message', (request: ControlRequest) => void evaluate(request));
  process.on('disconnect', onLost);
  return { tell };
}
