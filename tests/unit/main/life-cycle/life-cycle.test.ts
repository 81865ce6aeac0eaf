import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { appId, followLifeCycle } from '../../../../src/main/life-cycle/life-cycle.ts';
import { createRecordedLog } from '../fakes.ts';

interface Bench {
  platform: NodeJS.Platform;
  hasWindow?: boolean;
  isReady?: boolean;
  isPackaged?: boolean;
  argv?: readonly string[];
}

function setUp({
  platform,
  hasWindow = true,
  isReady = true,
  isPackaged = false,
  argv = [],
}: Bench) {
  const app = Object.assign(new EventEmitter(), {
    quit: vi.fn(),
    isReady: () => isReady,
    isPackaged,
    setAppUserModelId: vi.fn(),
    setAsDefaultProtocolClient: vi.fn(),
  });
  const openLink = vi.fn();
  const window = {
    open: vi.fn(),
    focus: vi.fn(),
    getContents: () => (hasWindow ? ({} as never) : null),
  };
  followLifeCycle({
    app: app as never,
    argv,
    platform,
    window,
    recovery: { openLink },
    log: createRecordedLog(),
  });
  return { app, window, openLink };
}

test.each([
  ['linux', 1],
  ['win32', 1],
  ['darwin', 0],
] as const)('on %s closing the window quits %i times', (platform, times) => {
  const { app } = setUp({ platform });
  app.emit('window-all-closed');
  expect(app.quit).toHaveBeenCalledTimes(times);
});

const outside = ['activate', 'second-instance', 'open-url'] as const;
/** What Electron sends with the events. */
const event = { preventDefault() {} };
const detailsOf = { activate: true, 'second-instance': [], 'open-url': 'mytone://' } as const;

test.each(outside)('on %s the window comes to the front', (name) => {
  const { app, window } = setUp({ platform: 'darwin' });
  app.emit(name, event, detailsOf[name]);
  expect(window.focus).toHaveBeenCalledOnce();
  expect(window.open).not.toHaveBeenCalled();
});

test.each(outside)('on %s a closed window is opened again', (name) => {
  const { app, window } = setUp({ platform: 'darwin', hasWindow: false });
  app.emit(name, event, detailsOf[name]);
  expect(window.open).toHaveBeenCalledOnce();
});

test("on Windows the taskbar groups the window with the installer's shortcut", () => {
  expect(setUp({ platform: 'win32' }).app.setAppUserModelId).toHaveBeenCalledWith(appId);
  expect(readFileSync('electron-builder.yml', 'utf8')).toContain(`appId: ${appId}`);
});

test('a link that comes before the start is finished opens no second window', () => {
  const { app, window, openLink } = setUp({
    platform: 'darwin',
    hasWindow: false,
    isReady: false,
  });
  app.emit('open-url', event, 'mytone://reset-password?token=early');
  expect(openLink.mock.calls).toEqual([['early']]);
  expect(window.open).not.toHaveBeenCalled();
});

test('a link in the arguments of this copy is opened', () => {
  const argv = ['mytone', 'mytone://reset-password?token=cold'];
  expect(setUp({ platform: 'linux', argv }).openLink.mock.calls).toEqual([['cold']]);
});

test.each([
  ['win32', true, [['mytone']]],
  ['win32', false, []],
  ['darwin', true, []],
  ['linux', true, []],
] as const)(
  'on %s (packaged: %s) the scheme is registered as %j',
  (platform, isPackaged, calls) => {
    const { app } = setUp({ platform, isPackaged });
    expect(app.setAsDefaultProtocolClient.mock.calls).toEqual(calls);
  },
);
