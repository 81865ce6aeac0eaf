import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { RunningApp } from '../../support/app/running-app.ts';
import { clear, launch, makeProfile } from './fixture.ts';

interface Seen {
  navigations: string[];
  windows: string[];
  downloads: string[];
}

// A limit for a hang, not for a slow machine.
const patience = { timeout: 30_000 };
vi.setConfig({ testTimeout: 60_000 });

const profile = makeProfile();
let app: RunningApp;
let outside: Server;
let outsideUrl: string;
const hits: string[] = [];

beforeAll(async () => {
  outside = createServer((request, response) => {
    void text(request).then((body) => {
      hits.push(`${request.method} ${request.url} ${body}`);
      response.end();
    });
  }).listen(0, '127.0.0.1');
  app = await launch(profile);
  outsideUrl = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
}, 60_000);
afterAll(async () => {
  outside.close();
  await clear(app, profile);
});

// Answered by main after everything that the page has asked before: nothing has to be waited for.
const seen = async () => (await app.page.evaluate(() => bridge.invoke('seen'))) as Seen;

test.for([
  'http://navigate.example/',
  'app://fixture/other.html',
  'app://evil/index.html',
  'mytone://settings',
  'mailto:jean@example.com',
])('main may prevent a navigation to %s', async (url) => {
  await app.page.evaluate((target) => {
    location.href = target;
  }, url);
  await expect.poll(async () => (await seen()).navigations, patience).toContain(url);
  expect(app.page.url()).toContain('/index.html');
});

test('main gets no event before a navigation to about:blank, but one after it', async () => {
  await app.page.evaluate(() => {
    location.href = 'about:blank';
  });
  await app.page.waitForURL('about:blank');
  const told = await app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    await window?.loadURL('app://fixture/index.html');
    return Reflect.get(globalThis, 'navigationEvents');
  });
  expect(told).toEqual(['did-start-navigation about:blank', 'did-navigate about:blank']);
  expect((await seen()).navigations).not.toContain('about:blank');
});

test('main may prevent a navigation to a blob of the page', async () => {
  await app.page.evaluate(() => {
    location.href = URL.createObjectURL(new Blob(['hostile'], { type: 'text/html' }));
  });
  await expect.poll(async () => (await seen()).navigations.join(), patience).toContain('blob:');
  expect(app.page.url()).toContain('/index.html');
});

test('main may refuse the window of window.open', async () => {
  await app.page.evaluate(() => window.open('http://open.example/'));
  await expect.poll(async () => (await seen()).windows, patience).toContain('http://open.example/');
  expect(app.page.context().pages()).toHaveLength(1);
});

test('main may refuse the window of a link', async () => {
  await app.page.getByText('window').click();
  await expect
    .poll(async () => (await seen()).windows, patience)
    .toContain('https://window.example/');
  expect(app.page.context().pages()).toHaveLength(1);
});

test('a middle click asks main for a window and reaches no server', async () => {
  await app.page.evaluate((href) => {
    const link = Object.assign(document.createElement('a'), { href, textContent: 'outside' });
    document.body.append(link);
  }, `${outsideUrl}/middle`);
  await app.page.getByText('outside').click({ button: 'middle' });
  await expect.poll(async () => (await seen()).windows, patience).toContain(`${outsideUrl}/middle`);
  expect(hits).toEqual([]);
});

test('main may refuse a download', async () => {
  await app.page.getByText('save').click();
  await expect.poll(async () => (await seen()).downloads, patience).toEqual(['saved.js']);
});

test('the policy that main sends as a header is in force', async () => {
  const blocked = await app.page.evaluate(
    (url) =>
      new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) =>
          resolve(event.effectiveDirective),
        );
        document.body.append(Object.assign(new Image(), { src: `${url}/image.png` }));
      }),
    outsideUrl,
  );
  expect([blocked, hits]).toEqual(['img-src', []]);
});

test("main's own net.fetch sends the body of a request", async () => {
  await app.evaluate(async ({ net }, url) => {
    await net.fetch(new Request(url, { method: 'POST', body: 'from main' }));
  }, `${outsideUrl}/posted`);
  expect(hits.splice(0)).toEqual(['POST /posted from main']);
});

test("main's own net.fetch passes webRequest", async () => {
  const outcome = await app.evaluate(async ({ net, session }, url) => {
    const { webRequest } = session.defaultSession;
    webRequest.onBeforeRequest((_details, callback) => callback({ cancel: true }));
    const answer = await net.fetch(url).then(
      () => 'answered',
      () => 'refused',
    );
    webRequest.onBeforeRequest(null);
    return answer;
  }, `${outsideUrl}/refused`);
  expect([outcome, hits]).toEqual(['refused', []]);
});

test('a request that main cancels ends before the network', async () => {
  await app.evaluate(({ session }) => {
    session.defaultSession.webRequest.onBeforeRequest(({ url }, callback) =>
      callback({ cancel: !url.startsWith('app:') }),
    );
  });
  const outcome = await app.page.evaluate(
    (url) =>
      fetch(url, { mode: 'no-cors' }).then(
        () => 'answered',
        () => 'refused',
      ),
    `${outsideUrl}/cancelled`,
  );
  expect([outcome, hits]).toEqual(['refused', []]);
});

test('permissions that main denies are denied in the page', async () => {
  const states = await app.page.evaluate(async () => [
    Notification.permission,
    (await navigator.permissions.query({ name: 'geolocation' })).state,
  ]);
  expect(states).toEqual(['denied', 'denied']);
});

test("the page's color scheme follows nativeTheme", async () => {
  await app.evaluate(({ nativeTheme }) => {
    nativeTheme.themeSource = 'dark';
  });
  await app.page.waitForFunction(() => matchMedia('(prefers-color-scheme: dark)').matches);
});

test('the page has the size that main asked for', async () => {
  expect(await app.page.evaluate(() => [innerWidth, innerHeight])).toEqual([700, 500]);
});

test('permissions that main grants are granted in the page', async () => {
  await app.evaluate(({ session }) => {
    session.defaultSession.setPermissionCheckHandler(null);
    session.defaultSession.setPermissionRequestHandler(null);
  });
  await app.page.reload();
  const states = await app.page.evaluate(async () => [
    Notification.permission,
    (await navigator.permissions.query({ name: 'geolocation' })).state,
  ]);
  expect(states).toEqual(['granted', 'granted']);
});
