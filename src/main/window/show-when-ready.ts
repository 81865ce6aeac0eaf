import type { BrowserWindow } from 'electron';
import type { Clock } from '../ports.ts';

/** After this time, in milliseconds, the window is shown without waiting for an event. */
const longestWaitMs = 3_000;

interface ShowDeps {
  readonly window: Pick<BrowserWindow, 'once' | 'webContents'>;
  readonly clock: Pick<Clock, 'schedule'>;
  readonly show: () => void;
}

/**
 * Calls `show` once: on the first of ready-to-show, did-finish-load, did-fail-load and 3 seconds.
 * `ready-to-show` alone is not enough, because on Wayland it may never come
 * (https://github.com/electron/electron/issues/48859). A window that is closed first stays closed.
 */
export function showWhenReady({ window, clock, show }: ShowDeps): void {
  let isDone = false;

  /** True for the first call only. */
  function finish(): boolean {
    const isFirst = !isDone;
    isDone = true;
    timer.cancel();
    return isFirst;
  }

  function showOnce(): void {
    if (finish()) {
      show();
    }
  }

  const timer = clock.schedule(showOnce, longestWaitMs);
  window.once('ready-to-show', showOnce);
  window.webContents.once('did-finish-load', showOnce);
  window.webContents.once('did-fail-load', showOnce);
  window.once('closed', finish);
}
