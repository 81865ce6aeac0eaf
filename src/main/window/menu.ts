import { Menu } from 'electron';

/** None, except on macOS, where copy, paste and quit work through the menu alone. */
export function createMenu(platform: NodeJS.Platform): Menu | null {
  return platform === 'darwin'
    ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
    : null;
}
