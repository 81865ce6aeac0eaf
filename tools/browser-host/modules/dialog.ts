import process from 'node:process';
import type { Dialog } from 'electron';
import { loud } from '../stand-in/loud.ts';

/**
 * `dialog.showErrorBox`. Before the application is ready there is no box on Linux: Electron writes
 * the text to the error output. This host writes a line there too, which says that it stands for a
 * box.
 */
export function createDialog(isReady: () => boolean, platform = process.platform): Dialog {
  return loud<Dialog>('electron.dialog', {
    showErrorBox(title: string, content: string) {
      const isBox = platform !== 'linux' || isReady();
      process.stderr.write(`${isBox ? 'error box: ' : ''}${title}: ${content}\n`);
    },
  });
}
