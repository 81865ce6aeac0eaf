import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  guardPages,
  guardSession,
  guardUpdateSession,
} from '../../../../src/main/page/security.ts';

const apiOrigin = 'https://api.example.com';

/** Every permission that the installed Electron knows, read from its declarations. */
function readPermissionNames(handler: string): string[] {
  const declarations = readFileSync('node_modules/electron/electron.d.ts', 'utf8');
  const signature = declarations
    .split('\n')
    .find((line) => line.includes(`    ${handler}(handler: ((`));
  const union = /permission: ((?:'[\w-]+'(?: \| )?)+)/.exec(signature ?? '')?.[1] ?? '';
  return union.split(' | ').map((name) => name.slice(1, -1));
}

/** Electron 45.4.1. A name that is not here was not thought about yet. */
const judgedPermissions = [
  'ar',
  'automatic-fullscreen',
  'background-fetch',
  'background-sync',
  'captured-surface-control',
  'clipboard-read',
  'clipboard-sanitized-write',
  'deprecated-sync-clipboard-read',
  'display-capture',
  'fileSystem',
  'fullscreen',
  'geolocation',
  'geolocation-approximate',
  'hand-tracking',
  'hid',
  'idle-detection',
  'keyboardLock',
  'local-fonts',
  'local-network',
  'local-network-access',
  'loopback-network',
  'media',
  'mediaKeySystem',
  'midi',
  'midiSysex',
  'nfc',
  'notifications',
  'openExternal',
  'payment-handler',
  'periodic-background-sync',
  'persistent-storage',
  'pointerLock',
  'screen-wake-lock',
  'sensors',
  'serial',
  'smart-card',
  'speaker-selection',
  'storage-access',
  'system-wake-lock',
  'top-level-storage-access',
  'unknown',
  'usb',
  'vr',
  'web-app-installation',
  'web-printing',
  'window-management',
];

class FakeSession extends EventEmitter {
  readonly handlers: Record<string, (...args: never[]) => unknown> = {};
  readonly webRequest = { onBeforeRequest: this.#keep('onBeforeRequest') };
  readonly setPermissionRequestHandler = this.#keep('request');
  readonly setPermissionCheckHandler = this.#keep('check');
  readonly setDevicePermissionHandler = this.#keep('device');
  readonly setDisplayMediaRequestHandler = this.#keep('display-media');

  #keep(name: string) {
    return (handler: (...args: never[]) => unknown) => {
      this.handlers[name] = handler;
    };
  }

  ask(name: string, ...args: unknown[]): unknown {
    return this.handlers[name]?.(...(args as never[]));
  }
}

function createSession({ isPackaged = true } = {}): FakeSession {
  const session = new FakeSession();
  guardSession(session as never, { apiOrigin, isPackaged });
  return session;
}

describe('permissions', () => {
  test.each(['setPermissionRequestHandler', 'setPermissionCheckHandler'])(
    'that Electron declares for %s are all tested here',
    (handler) => {
      expect(readPermissionNames(handler).toSorted()).toEqual(judgedPermissions);
    },
  );

  test.each(judgedPermissions)('deny %s when asked', (permission) => {
    const callback = vi.fn();
    createSession().ask('request', {}, permission, callback, {});
    expect(callback.mock.calls).toEqual([[false]]);
  });

  test.each(judgedPermissions)('deny %s when checked', (permission) => {
    expect(createSession().ask('check', null, permission, 'app://mytone', {})).toBe(false);
  });

  test('deny every device', () => {
    expect(createSession().ask('device', { deviceType: 'usb' })).toBe(false);
  });

  test('deny the screen', () => {
    const callback = vi.fn();
    createSession().ask('display-media', {}, callback);
    expect(callback.mock.calls).toEqual([[null]]);
  });
});

test('a download is cancelled', () => {
  const event = { preventDefault: vi.fn() };
  createSession().emit('will-download', event);
  expect(event.preventDefault).toHaveBeenCalledOnce();
});

describe('a request', () => {
  function isCancelled(url: string, webContentsId: number | undefined, isPackaged = true): unknown {
    let answer: unknown;
    const callback = (response: { cancel: boolean }) => {
      answer = response.cancel;
    };
    createSession({ isPackaged }).ask('onBeforeRequest', { url, webContentsId }, callback);
    return answer;
  }

  test('of the page for its own files passes', () => {
    expect(isCancelled('app://mytone/index.html', 1)).toBe(false);
  });

  test.each([
    'https://evil.example/',
    `${apiOrigin}/auth/me`,
    'http://localhost/',
    'app://evil/index.html',
    'app://mytone@evil/',
    'file:///etc/passwd',
    'ws://localhost/',
    'chrome://version/',
    'chrome-extension://abc/x.js',
    'devtools://devtools/bundled/inspector.html',
    '',
  ])('of the page for %j is cancelled', (url) => {
    expect(isCancelled(url, 1)).toBe(true);
  });

  test('of main to the API passes', () => {
    expect(isCancelled(`${apiOrigin}/auth/me`, undefined)).toBe(false);
  });

  test.each(['https://evil.example/', 'http://api.example.com/', 'https://api.example.com:8443/'])(
    'of main to %s is cancelled',
    (url) => {
      expect(isCancelled(url, undefined)).toBe(true);
    },
  );

  test('of the developer tools passes while developing', () => {
    expect(isCancelled('devtools://devtools/bundled/inspector.html', 1, false)).toBe(false);
  });
});

describe("the updater's session", () => {
  const feedOrigin = 'https://updates.example.com';

  function createUpdateSession(origin = feedOrigin): FakeSession {
    const session = new FakeSession();
    guardUpdateSession(session as never, origin);
    return session;
  }

  function isCancelled(url: string, webContentsId?: number, origin?: string): unknown {
    let answer: unknown;
    const callback = (response: { cancel: boolean }) => {
      answer = response.cancel;
    };
    createUpdateSession(origin).ask('onBeforeRequest', { url, webContentsId }, callback);
    return answer;
  }

  test.each(judgedPermissions)('denies %s', (permission) => {
    const session = createUpdateSession();
    const callback = vi.fn();
    session.ask('request', null, permission, callback);
    expect(callback.mock.calls).toEqual([[false]]);
    expect(session.ask('check', null, permission)).toBe(false);
  });

  test('cancels what would become a download', () => {
    const event = { preventDefault: vi.fn() };
    createUpdateSession().emit('will-download', event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
  });

  test.each([`${feedOrigin}/feed/latest.json`, 'https://files.example.com/x'])(
    'asks %s, because what counts is the signature',
    (url) => {
      expect(isCancelled(url)).toBe(false);
    },
  );

  test.each([
    'http://updates.example.com/feed/latest.json',
    'http://127.0.0.1:8080/',
    'file:///etc/passwd',
    'ftp://updates.example.com/',
    'data:text/plain,x',
    '',
  ])('does not ask %j', (url) => {
    expect(isCancelled(url)).toBe(true);
  });

  test('asks plain http only of a feed that is itself on this computer', () => {
    const local = 'http://127.0.0.1:8080';
    expect(isCancelled(`${local}/feed/latest.json`, undefined, local)).toBe(false);
    expect(isCancelled('http://127.0.0.1:8081/', undefined, local)).toBe(true);
  });

  test('has no page', () => {
    expect(isCancelled(`${feedOrigin}/feed/latest.json`, 1)).toBe(true);
  });
});

describe('every page', () => {
  const app = Object.assign(new EventEmitter(), { enableSandbox: vi.fn() });
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: vi.fn(),
    stop: vi.fn(),
    loadURL: vi.fn(async (_url: string) => {}),
  });

  beforeEach(() => {
    app.removeAllListeners();
    contents.removeAllListeners();
    vi.clearAllMocks();
    guardPages(app as never);
    app.emit('web-contents-created', {}, contents);
  });

  test('is sandboxed', () => {
    expect(app.enableSandbox).toHaveBeenCalledOnce();
  });

  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    'prevents %s',
    (name) => {
      const details = { url: 'app://mytone/index.html', preventDefault: vi.fn() };
      contents.emit(name, details);
      expect(details.preventDefault).toHaveBeenCalledOnce();
    },
  );

  const elsewhere = ['about:blank', 'about:srcdoc', 'https://evil.example/', 'app://evil/', ''];

  test.each(elsewhere)('is stopped before it loads %j', (url) => {
    contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false, url });
    expect(contents.stop).toHaveBeenCalledOnce();
  });

  test.each(elsewhere)('loads the application again after it arrived at %j', (url) => {
    contents.emit('did-navigate', {}, url);
    expect(contents.loadURL.mock.calls).toEqual([['app://mytone/index.html']]);
  });

  test.each(['app://mytone/index.html', 'devtools://devtools/bundled/inspector.html'])(
    'is left alone at %s',
    (url) => {
      contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false, url });
      contents.emit('did-navigate', {}, url);
      expect(contents.stop).not.toHaveBeenCalled();
      expect(contents.loadURL).not.toHaveBeenCalled();
    },
  );

  test('is stopped neither by a frame inside it nor by a link to a place in it', () => {
    const url = 'about:blank';
    contents.emit('did-start-navigation', { isMainFrame: false, isSameDocument: false, url });
    contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: true, url });
    expect(contents.stop).not.toHaveBeenCalled();
  });

  test.each(['https://evil.example/', 'app://mytone/index.html', 'about:blank', 'javascript:1'])(
    'opens no window for %s',
    (url) => {
      const handler = contents.setWindowOpenHandler.mock.calls[0]?.[0];
      expect(handler({ url })).toEqual({ action: 'deny' });
    },
  );

  test('sends no client certificate', () => {
    const event = { preventDefault: vi.fn() };
    const callback = vi.fn();
    app.emit('select-client-certificate', event, contents, 'https://x.example', [{}], callback);
    expect([event.preventDefault.mock.calls, callback.mock.calls]).toEqual([[[]], [[]]]);
  });
});
