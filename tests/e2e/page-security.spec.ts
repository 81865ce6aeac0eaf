import { expect } from 'playwright/test';
import { createProbeApp } from '../support/probe-app.ts';
import { createScreens } from '../support/screens.ts';
import { sharedTest, test } from '../support/test.ts';
import { en } from '../support/words.ts';

/** Runs in the page as one of its own scripts; notes what the policy lets through. */
const probe = `
window.probe = (async () => {
  const outcome = {};
  const attempt = async (name, act) => {
    try { outcome[name] = (await act()) ? 'ran' : 'refused'; } catch { outcome[name] = 'refused'; }
  };
  const settled = (element, attributes) => new Promise((resolve) => {
    element.addEventListener('load', () => resolve(true));
    element.addEventListener('error', () => resolve(false));
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    document.documentElement.append(element);
  });
  const violation = () => new Promise((resolve) =>
    document.addEventListener('securitypolicyviolation', () => resolve(false), { once: true }));
  await attempt('inline script', () => {
    const script = document.createElement('script');
    script.text = 'window.inlineRan = true';
    document.documentElement.append(script);
    return window.inlineRan;
  });
  await attempt('inline handler', () => {
    const button = document.createElement('button');
    button.setAttribute('onclick', 'window.handlerRan = true');
    button.click();
    return window.handlerRan;
  });
  await attempt('innerHTML', () => { document.createElement('p').innerHTML = '<b>x</b>'; return true; });
  await attempt('eval', () => { return (0, eval)('true'); });
  await attempt('Function', () => new Function('return true')());
  await attempt('timer from text', () => { setTimeout('window.timerRan = true'); return new Promise((resolve) => setTimeout(() => resolve(window.timerRan), 50)); });
  await attempt('fetch', () => fetch('https://example.com/').then(() => true));
  await attempt('fetch of its own files', () => fetch('./files.json').then(() => true));
  await attempt('WebSocket', () => { new WebSocket('wss://example.com/'); return violation(); });
  await attempt('beacon', () => { navigator.sendBeacon('https://example.com/', 'x'); return violation(); });
  await attempt('foreign image', () => settled(new Image(), { src: 'https://example.com/x.png' }));
  await attempt('foreign style', () => settled(document.createElement('link'), { rel: 'stylesheet', href: 'https://example.com/x.css' }));
  await attempt('foreign frame', () => {
    const frame = document.createElement('iframe');
    const refused = violation();
    frame.setAttribute('src', 'https://example.com/');
    document.documentElement.append(frame);
    return refused;
  });
  await attempt('worker', () => { new Worker('./probe.js'); return violation(); });
  await attempt('base', () => {
    const base = document.createElement('base');
    base.href = 'https://example.com/';
    document.head.append(base);
    return document.baseURI.startsWith('https://example.com');
  });
  return outcome;
})();
`;

sharedTest('the page is refused what the content security policy forbids', async ({ desktop }) => {
  const app = await createProbeApp(probe);
  try {
    const { page } = await desktop.launch({ folder: app.folder });
    const outcome = await page.evaluate(
      () => Reflect.get(window, 'probe') as Promise<Record<string, string>>,
    );
    expect(Object.keys(outcome).length).toBe(15);
    expect(Object.entries(outcome).filter(([, result]) => result !== 'refused')).toEqual([]);
  } finally {
    await app.dispose();
  }
});

test('the page requests nothing outside its own origin', async ({ page }) => {
  const requested: string[] = [];
  page.on('request', (request) => requested.push(request.url()));
  await page.reload();
  await createScreens(page).signUp();
  // Not `origin`: for the application's own scheme that is the word "null".
  const { protocol, host } = new URL(page.url());
  expect(requested.length).toBeGreaterThan(3);
  expect(requested.filter((url) => !url.startsWith(`${protocol}//${host}/`))).toEqual([]);
});

sharedTest('the page is opened with the safe web preferences', async ({ app }) => {
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
  });
});

const hostileUrls = [
  'https://example.com/',
  'http://127.0.0.1:9/',
  'app://mytone.evil/index.html',
  'app://mytone@evil/index.html',
  'app://evil/index.html',
  'javascript:void(window.hijacked = true)',
  'data:text/html,<h1>hijacked</h1>',
  'file:///etc/passwd',
  'mytone://anything',
] as const;

/** Ways for a page to go somewhere, each given the address. */
const ways = ['assign', 'link', '_top', '_blank', 'middle click', 'open', 'form'] as const;

for (const url of hostileUrls) {
  sharedTest(`the page stays where it is when led to ${url}`, async ({ app, page }) => {
    const screens = createScreens(page);
    await expect(screens.signInForm).toBeVisible();
    const address = page.url();
    for (const way of ways) {
      await page.evaluate(
        ({ way, url }) => {
          const link = document.createElement('a');
          link.href = url;
          document.body.append(link);
          const form = document.createElement('form');
          form.action = url;
          form.method = 'post';
          document.body.append(form);
          const acts: Record<typeof way, () => unknown> = {
            assign: () => location.assign(url),
            link: () => link.click(),
            _top: () => {
              link.target = '_top';
              link.click();
            },
            _blank: () => {
              link.target = '_blank';
              link.click();
            },
            'middle click': () =>
              link.dispatchEvent(new MouseEvent('click', { button: 1, ctrlKey: true })),
            open: () => window.open(url),
            form: () => form.submit(),
          };
          try {
            acts[way]();
          } catch {
            // Refused by the page's own policy: as good as refused by main.
          }
          link.remove();
          form.remove();
        },
        { way, url },
      );
    }
    // A bridge call that comes back proves that the page is still the page, and is not leaving.
    // No locator: playwright would wait for the navigation that never comes.
    const found = await page.evaluate(async () => ({
      answer: await window.mytone.getAppInfo(),
      heading: document.querySelector('h1')?.textContent,
      isHijacked: 'hijacked' in window,
    }));
    expect(found).toMatchObject({
      answer: { ok: true },
      heading: en.signIn.headingFirst,
      isHijacked: false,
    });
    expect(page.url()).toBe(address);
    const windows = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
    expect(windows).toBe(1);
  });
}

sharedTest(
  'the application is loaded again after about:blank, which no event can prevent',
  async ({ page }) => {
    const screens = createScreens(page);
    await expect(screens.signInForm).toBeVisible();
    const address = page.url();
    const arrived = page.waitForEvent('framenavigated', (frame) => frame.url() === 'about:blank');
    await page.evaluate(() => {
      location.href = 'about:blank';
    });
    await arrived;
    await page.waitForURL(address);
    await expect(screens.signInForm).toBeVisible();
  },
);

sharedTest('the page is granted no permission', async ({ page }) => {
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'];
    return Promise.all(
      names.map(async (name) => {
        const { state } = await navigator.permissions.query({ name: name as PermissionName });
        return state;
      }),
    );
  });
  expect(new Set(states)).toEqual(new Set(['denied']));
});
