import type { Clipboard } from 'electron';
import type { BrowserContext } from 'playwright';
import { loud } from '../stand-in/loud.ts';

/** `clipboard.writeText`, through the page of the first window. */
export function createClipboard(chromium: () => Promise<BrowserContext>): Clipboard {
  let text = '';
  return loud<Clipboard>('electron.clipboard', {
    readText: async () => text,
    async writeText(next: string) {
      text = next;
      const [page] = (await chromium()).pages();
      await page?.evaluate((value) => navigator.clipboard.writeText(value), next);
    },
  });
}
