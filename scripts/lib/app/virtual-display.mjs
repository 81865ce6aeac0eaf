import { once } from 'node:events';
import { Refusal } from '../refusal.mjs';

/**
 * Whether Electron's windows are to be drawn where nobody sees them. `MYTONE_DISPLAY=inherit` opens
 * them on the caller's display: a Wayland compositor, say.
 * @param {Pick<import('../machine.mjs').Machine, 'platform' | 'env'>} machine
 */
export function needsVirtualDisplay({ platform, env }) {
  return platform === 'linux' && env['MYTONE_DISPLAY'] !== 'inherit';
}

/**
 * Starts an X server without a screen, for windows that nobody needs to see.
 * @param {import('../processes.mjs').Processes} processes
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
  return {
    DISPLAY: `:${number.toString().trim()}`,
    WAYLAND_DISPLAY: undefined,
    XDG_SESSION_TYPE: 'x11',
  };
}
