import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { appId, followLifeCycle } from '../../../../src/main/life-cycle/life-cycle.ts';

function createBench(platform: NodeJS.Platform, hasWindow = true) {
  const app = Object.assign(new EventEmitter(), { quit: vi.fn(), setAppUserModelId: vi.fn() });
  const window = {
    open: vi.fn(),
    focus: vi.fn(),
    getContents: () => (hasWindow ? ({} as never) : null),
  };
  followLifeCycle({ app: app as never, platform, window });
  return { app, window };
}

test.each([
  ['linux', 1],
  ['win32', 1],
  ['darwin', 0],
] as const)('on %s closing the window quits %i times', (platform, times) => {
  const { app } = createBench(platform);
  app.emit('window-all-closed');
  expect(app.quit).toHaveBeenCalledTimes(times);
});

test.each(['activate', 'second-instance'])('on %s the window comes to the front', (event) => {
  const { app, window } = createBench('darwin');
  app.emit(event);
  expect(window.focus).toHaveBeenCalledOnce();
  expect(window.open).not.toHaveBeenCalled();
});

test.each(['activate', 'second-instance'])('on %s a closed window is opened again', (event) => {
  const { app, window } = createBench('darwin', false);
  app.emit(event);
  expect(window.open).toHaveBeenCalledOnce();
});

test("on Windows the taskbar groups the window with the installer's shortcut", () => {
  expect(createBench('win32').app.setAppUserModelId).toHaveBeenCalledWith(appId);
  expect(readFileSync('electron-builder.yml', 'utf8')).toContain(`appId: ${appId}`);
});
