import { once } from 'node:events';
import { Refusal } from './refusal.mjs';

/**
 * Starts an X server without a screen, for windows that nobody needs to see.
 * @param {import('./processes.mjs').Processes} processes
 * @returns {Promise<NodeJS.ProcessEnv>} what a program needs to open its windows there
 */
export async function startVirtualDisplay(processes) {
  const server = processes.start('Xvfb', [
    ...['-displayfd', '1'],
    ...['-screen', '0', '1280x1024x24'],
    ...['-nolisten', 'tcp'],
  ]);
  const [number] = /** @type {(Buffer | undefined)[]} */ (
    await Promise.race([once(server.stdout, 'data'), once(server, 'close')])
  );
  if (!Buffer.isBuffer(number)) {
    throw new Refusal('Xvfb did not start: check that the package xvfb is whole.');
  }
  return { DISPLAY: `:${number.toString().trim()}`, WAYLAND_DISPLAY: undefined };
}
