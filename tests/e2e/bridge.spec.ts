import { commandNames, eventNames } from '@mytone/shared/bridge/channels.ts';
import { expect } from 'playwright/test';
import { jean } from '../support/people.ts';
import { createScreens } from '../support/screens.ts';
import { sharedTest, test } from '../support/test.ts';

const members = [...commandNames, ...eventNames].sort();

sharedTest(
  'the bridge has exactly its documented members, all of them functions',
  async ({ page }) => {
    const found = await page.evaluate(() =>
      Object.fromEntries(
        Reflect.ownKeys(window.mytone).map((name) => [
          String(name),
          typeof Reflect.get(window.mytone, name),
        ]),
      ),
    );
    expect(Object.keys(found).sort()).toEqual(members);
    expect(new Set(Object.values(found))).toEqual(new Set(['function']));
  },
);

sharedTest('the bridge cannot be changed or replaced by the page', async ({ page }) => {
  const outcome = await page.evaluate(() => {
    const attempts = {
      replaceBridge: () => Reflect.set(window, 'mytone', {}),
      redefineBridge: () => Reflect.defineProperty(window, 'mytone', { value: {} }),
      deleteBridge: () => Reflect.deleteProperty(window, 'mytone'),
      replaceMember: () => Reflect.set(window.mytone, 'signIn', () => {}),
      addMember: () => Reflect.set(window.mytone, 'extra', 1),
      deleteMember: () => Reflect.deleteProperty(window.mytone, 'signIn'),
    };
    return Object.entries(attempts)
      .filter(([, attempt]) => attempt())
      .map(([name]) => name);
  });
  expect(outcome).toEqual([]);
});

sharedTest('the bridge leaks nothing of Electron or Node to the page', async ({ page }) => {
  const leaks = await page.evaluate(() =>
    [
      'require',
      'process',
      'module',
      'Buffer',
      'global',
      'electron',
      'ipcRenderer',
      '__dirname',
    ].filter((name) => name in window),
  );
  expect(leaks).toEqual([]);
});

sharedTest(
  'the bridge leads only to plain functions and plain data, at any depth',
  async ({ page }) => {
    const strange = await page.evaluate(async () => {
      const found: string[] = [];
      const seen = new Set<unknown>();
      const walk = (value: unknown, path: string): void => {
        if (value === null || (typeof value !== 'object' && typeof value !== 'function')) {
          return;
        }
        if (seen.has(value)) {
          return;
        }
        seen.add(value);
        const prototype = Object.getPrototypeOf(value);
        const isPlain = [Object.prototype, Function.prototype, Array.prototype, null].includes(
          prototype,
        );
        const isAsync = Object.prototype.toString.call(value) === '[object AsyncFunction]';
        if (!isPlain && !isAsync) {
          found.push(path);
        }
        if (typeof value === 'object') {
          for (const key of Reflect.ownKeys(value)) {
            walk(Reflect.get(value, key), `${path}.${String(key)}`);
          }
        }
      };
      walk(window.mytone, 'mytone');
      walk(await window.mytone.getAuthState(), 'getAuthState()');
      walk(await window.mytone.getPreferences(), 'getPreferences()');
      walk(
        window.mytone.onAuthState(() => {}),
        'onAuthState()',
      );
      return found;
    });
    expect(strange).toEqual([]);
  },
);

sharedTest('the bridge gives a listener one payload and no event object', async ({ page }) => {
  await createScreens(page).signInForm.waitFor();
  const argumentsSeen = page.evaluate(
    () =>
      new Promise<unknown[]>((resolve) => {
        window.mytone.onPreferences((...all: unknown[]) => resolve(all));
      }),
  );
  await page.evaluate(() =>
    window.mytone.setPreferences({ language: 'en', theme: 'dark', zoom: 100 }),
  );
  expect(await argumentsSeen).toEqual([{ language: 'en', theme: 'dark', zoom: 100 }]);
});

sharedTest(
  'the bridge answers malformed input with a code, and does nothing',
  async ({ page, keyring }) => {
    const answers = await page.evaluate(async () => {
      const signIn = window.mytone.signIn as (input: unknown) => Promise<unknown>;
      const inputs = [undefined, null, 1, 'x', [], {}, { login: 1 }, { login: 'a', password: {} }];
      return Promise.all(inputs.map((input) => signIn(input)));
    });
    for (const answer of answers) {
      expect(answer).toEqual({ ok: false, error: { code: 'invalid-input' } });
    }
    expect(await keyring.entries()).toEqual({});
  },
);

/** Senders that main must not serve; `self` stands for the window's own frame. */
const forgeries = {
  'no frame': { senderFrame: null },
  'a destroyed frame': { frame: { isDestroyed: true } },
  'a sub-frame': { frame: { hasParent: true } },
  'a foreign origin': { frame: { url: 'https://evil.example', origin: 'https://evil.example' } },
  'a look-alike host': {
    frame: { url: 'app://mytone.evil/index.html', origin: 'app://mytone.evil' },
  },
  'user information before the host': {
    frame: { url: 'app://mytone@evil/index.html', origin: 'app://evil' },
  },
  'an opaque origin': { frame: { origin: 'null' } },
  'an about:blank child': { frame: { url: 'about:blank', hasParent: true } },
  'a detached frame': { frame: { detached: true } },
} as const;

test('the bridge refuses every forged sender on every channel', async ({ app, page, keyring }) => {
  await createScreens(page).signUp();
  const before = await keyring.entries();
  const answers = await app.evaluate(
    async ({ BrowserWindow, ipcMain }, { names, input }) => {
      const [window] = BrowserWindow.getAllWindows();
      type Handler = (event: unknown, input: unknown) => Promise<unknown>;
      const { _invokeHandlers: handlers } = ipcMain as unknown as {
        _invokeHandlers: Map<string, Handler>;
      };
      const all: [string, string, unknown][] = [];
      for (const [channel, handler] of handlers) {
        for (const [name, forgery] of Object.entries(names)) {
          const {
            isDestroyed = false,
            hasParent = false,
            ...rest
          } = ('frame' in forgery ? forgery.frame : {}) as Record<string, unknown>;
          const own = { url: 'app://mytone/index.html', origin: 'app://mytone', detached: false };
          const frame = {
            ...own,
            ...rest,
            parent: hasParent ? {} : null,
            isDestroyed: () => isDestroyed,
          };
          const senderFrame = 'senderFrame' in forgery ? null : frame;
          const event = { sender: window?.webContents, senderFrame };
          all.push([channel, name, await handler(event, input)]);
        }
        const event = { sender: {}, senderFrame: window?.webContents.mainFrame };
        all.push([channel, 'another window', await handler(event, input)]);
      }
      return all;
    },
    { names: forgeries, input: { login: jean.email, password: jean.password } },
  );
  expect(answers.length).toBe(commandNames.length * 10);
  for (const [, , answer] of answers) {
    expect(answer).toEqual({ ok: false, error: { code: 'untrusted-sender' } });
  }
  expect(await keyring.entries()).toEqual(before);
  await expect(createScreens(page).dashboard()).toBeVisible();
});
