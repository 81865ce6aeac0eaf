import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder and the folders that the scripts make in it. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
export const nodeModules = join(root, 'node_modules');
export const serverData = join(root, '.data', 'server');
export const appProfile = join(root, '.data', 'profile');
export const keyringData = join(root, '.data', 'keyring');
export const logs = join(root, '.data', 'logs');

/**
 * The file that starts a package's command, to be run with `node24`: unlike the links in
 * node_modules/.bin it is the same on every system.
 * @param {string} name of the package
 */
export function commandOf(name) {
  const { bin } = /** @type {{ bin: Record<string, string> }} */ (
    JSON.parse(readFileSync(join(nodeModules, name, 'package.json'), 'utf8'))
  );
  return join(nodeModules, name, String(Object.values(bin)[0]));
}
