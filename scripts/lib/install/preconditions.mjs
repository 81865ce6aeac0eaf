import { once } from 'node:events';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { relative } from 'node:path';
import { root } from '../project.mjs';
import { Refusal } from '../refusal.mjs';

/**
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 */
export function requireDisplay(platform, env) {
  if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) {
    throw new Refusal(
      'There is no display to open the window on (neither DISPLAY nor WAYLAND_DISPLAY is set). For pictures of every screen run: npm run screenshots',
    );
  }
}

/**
 * Refuses a loopback port that another program listens on.
 * @param {number} port
 */
export async function requireFreePort(port) {
  const probe = createServer();
  try {
    probe.listen(port, '127.0.0.1');
    await once(probe, 'listening');
  } catch (error) {
    const why = codeOf(error) === 'EADDRINUSE' ? 'in use' : `not available (${codeOf(error)})`;
    throw new Refusal(
      `Port ${port} is ${why}: end the program that has it (another npm start?) or run: npm start -- --port ${port === 65_535 ? 8000 : port + 1}`,
    );
  }
  probe.close();
  await once(probe, 'close');
}

/**
 * Makes a folder if there is none, and refuses one that cannot be written to.
 * @param {string} folder
 */
export function requireWritableFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Refusal(
      `The folder ${relative(root, folder)} cannot be written (${codeOf(error)}): make it yours, or remove what stands in its place.`,
    );
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
