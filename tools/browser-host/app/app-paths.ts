import { mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import process from 'node:process';

/** Where Electron puts an application's files on this platform. */
export interface AppPaths {
  get(name: string): string;
  set(name: string, path: string): void;
}

const appDataFolder = (home: string) => {
  if (process.platform === 'win32') {
    return process.env['APPDATA'] ?? join(home, 'AppData', 'Roaming');
  }
  if (process.platform === 'darwin') {
    return join(home, 'Library', 'Application Support');
  }
  return process.env['XDG_CONFIG_HOME'] || join(home, '.config');
};

/**
 * @param appName read each time: main may set the name before it asks for a path
 * @param userDataSwitch the value of `--user-data-dir`, or an empty text
 */
export function createAppPaths(appName: () => string, userDataSwitch: string): AppPaths {
  const home = homedir();
  const chosen = new Map<string, string>();
  if (userDataSwitch) {
    chosen.set('userData', userDataSwitch);
  }
  const defaults: Record<string, () => string> = {
    home: () => home,
    appData: () => appDataFolder(home),
    userData: () => join(get('appData'), appName()),
    sessionData: () => get('userData'),
    logs: () =>
      process.platform === 'darwin'
        ? join(home, 'Library', 'Logs', appName())
        : join(get('userData'), 'logs'),
    crashDumps: () => join(get('userData'), 'Crashpad'),
    temp: () => tmpdir(),
    exe: () => process.execPath,
    module: () => process.execPath,
    desktop: () => join(home, 'Desktop'),
    documents: () => join(home, 'Documents'),
    downloads: () => join(home, 'Downloads'),
  };
  const get = (name: string): string => {
    const path = chosen.get(name) ?? defaults[name]?.();
    if (path === undefined) {
      throw new Error(`Failed to get '${name}' path`);
    }
    return path;
  };
  return {
    get(name) {
      const path = get(name);
      if (name === 'userData' || name === 'logs') {
        mkdirSync(path, { recursive: true });
      }
      return path;
    },
    set(name, path) {
      if (!isAbsolute(path)) {
        throw new Error('Path must be absolute');
      }
      if (!(name in defaults)) {
        throw new Error(`Failed to set path: ${name}`);
      }
      chosen.set(name, path);
    },
  };
}
