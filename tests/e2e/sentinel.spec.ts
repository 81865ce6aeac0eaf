import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { channelOf } from '@mytone/shared/bridge/channels.ts';
import { expect, type Page } from 'playwright/test';
import { en } from '../../src/renderer/i18n/languages/en.ts';
import type { IpcPayload, RunningApp } from '../support/app/running-app.ts';
import { jean } from '../support/people.ts';
import { createScreens } from '../support/screens.ts';
import { test } from '../support/test.ts';

/** A person whose password is found wherever it was left. */
const marked = { ...jean, password: 'SENTINEL-password-9f3a1c' };

async function readTree(folder: string): Promise<{ path: string; text: string }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async (file) => {
      const path = join(file.parentPath, file.name);
      return { path, text: await readFile(path, 'latin1').catch(() => '') };
    }),
  );
}

async function readHeap(page: Page): Promise<string> {
  const client = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  client.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await client.send('HeapProfiler.collectGarbage');
  await client.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await client.detach();
  return chunks.join('');
}

async function readPageStorage(page: Page): Promise<string> {
  return page.evaluate(async () =>
    JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      await indexedDB.databases(),
      document.title,
    ]),
  );
}

/** Payloads but for the two calls that carry the password to main. */
function withoutForms(payloads: readonly IpcPayload[]): IpcPayload[] {
  const forms = [channelOf('signIn'), channelOf('signUp')];
  return payloads.filter(
    ({ direction, channel }) => direction !== 'to-main' || !forms.includes(channel),
  );
}

async function findLeaks(
  app: RunningApp,
  profile: string,
  secrets: readonly string[],
): Promise<string[]> {
  const places = [
    { path: 'stdout', text: app.stdout() },
    { path: 'stderr', text: app.stderr() },
    { path: 'page storage and title', text: await readPageStorage(app.page) },
    { path: 'heap of the page', text: await readHeap(app.page) },
    ...withoutForms(await app.ipcPayloads()).map(({ channel, payload }) => ({
      path: `IPC ${channel}`,
      text: payload,
    })),
    ...(await readTree(profile)),
  ];
  // What may be there is found there: the search would find a secret too.
  const withEmail = places
    .filter(({ text }) => text.includes(marked.email))
    .map(({ path }) => path);
  expect(withEmail).toContain('heap of the page');
  expect(withEmail.some((path) => path.startsWith('IPC '))).toBe(true);
  expect(withEmail).toContain(join(profile, 'settings.json'));
  return places
    .filter(({ text }) => secrets.some((secret) => text.includes(secret)))
    .map(({ path }) => path);
}

test('leaves no token and no password anywhere but in the keychain', async ({
  desktop,
  api,
  keyring,
  profile,
}) => {
  const secrets: string[] = [marked.password];
  const rememberToken = async () => {
    const token = await keyring.lookup(api.url);
    if (token !== null) {
      secrets.push(token);
    }
  };

  const first = await desktop.launch();
  const screens = createScreens(first.page);
  await screens.signUp(marked);
  await rememberToken();
  await screens.signOut();
  await screens.signIn(marked.username, 'not-the-password');
  await expect(screens.alert).toBeVisible();
  await screens.signIn(marked.username, marked.password);
  await expect(screens.dashboard()).toBeVisible();
  await rememberToken();
  expect(await findLeaks(first, profile, secrets)).toEqual([]);
  await first.quit();

  const second = await desktop.launch();
  await expect(second.page.getByText(en.link.online, { exact: true })).toBeVisible();
  await rememberToken();
  await second.page.getByRole('button', { name: en.settings.openLog }).click();
  expect(new Set(secrets).size).toBe(4);
  expect(await findLeaks(second, profile, secrets)).toEqual([]);
});
