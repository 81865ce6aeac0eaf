import { spawn } from 'node:child_process';
import process from 'node:process';
import type { Shell } from 'electron';
import { loud } from '../stand-in/loud.ts';

/** `shell`: opens addresses with the desktop's own command; under test it opens nothing. */
export function createShell(): Shell {
  const opener = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open';
  const open = (target: string) => {
    if (process.send) {
      return;
    }
    spawn(opener, [target], { detached: true, stdio: 'ignore' })
      .on('error', () => {})
      .unref();
  };
  return loud<Shell>('electron.shell', {
    openExternal: async (url: string) => open(url),
    async openPath(path: string) {
      open(path);
      return '';
    },
    showItemInFolder: (path: string) => open(path),
    beep() {},
  });
}
