import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { channelOf } from '@mytone/shared/bridge/channels.ts';
import { expect, type Page } from 'playwright/test';
import { readAppLink, readMailedLink } from '../support/api-calls.ts';
import type { IpcPayload, RunningApp } from '../support/app/running-app.ts';
import { jean } from '../support/people.ts';
import { createScreens } from '../support/screens.ts';
import { test } from '../support/test.ts';
import { en } from '../support/words.ts';

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

/**
 * Runs in the page, on every object that it has: empties what is as long as a list of words, and
 * returns what was in it.
 */
function emptyLists(this: readonly object[]): string {
  const removed: string[] = [];
  for (const each of this) {
    const names = each === this ? [] : Object.keys(each);
    if (names.length > 4000) {
      removed.push(...names, JSON.stringify(each));
      for (const name of names) {
        Reflect.deleteProperty(each, name);
      }
    }
  }
  return removed.join('\n');
}

/**
 * Empties the word lists by which passwords are rated, once no more are. The time that V8 takes for a
 * snapshot of the heap grows with the square of the number of different texts: with the lists it is
 * half a minute. What they held is searched here instead.
 */
async function emptyWordLists(page: Page, secrets: readonly string[]): Promise<void> {
  const client = await page.context().newCDPSession(page);
  const { result } = await client.send('Runtime.evaluate', { expression: 'Object.prototype' });
  const prototypeObjectId = result.objectId ?? '';
  const { objects } = await client.send('Runtime.queryObjects', { prototypeObjectId });
  const emptied = await client.send('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '',
    functionDeclaration: String(emptyLists),
    returnByValue: true,
  });
  await client.detach();
  expect(emptied.exceptionDetails).toBeUndefined();
  const removed = String(emptied.result.value);
  // Otherwise the lists are no longer found, and the snapshots take half a minute again.
  expect(removed).toContain('\npassword\n');
  expect(secrets.filter((secret) => removed.includes(secret))).toEqual([]);
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

/** Payloads except those of the calls that carry a password to main. */
function withoutForms(payloads: readonly IpcPayload[]): IpcPayload[] {
  const forms = [
    channelOf('signIn'),
    channelOf('signUp'),
    channelOf('resetPassword'),
    channelOf('changePassword'),
    channelOf('deleteAccount'),
  ];
  return payloads.filter(
    ({ direction, channel }) => direction !== 'to-main' || !forms.includes(channel),
  );
}

/** Everything that the application wrote, sent to the page or keeps there, by place. */
async function readPlaces(
  app: RunningApp,
  profile: string,
): Promise<{ path: string; text: string }[]> {
  return [
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
}

function pathsWith(
  places: readonly { path: string; text: string }[],
  secrets: readonly string[],
): string[] {
  return places
    .filter(({ text }) => secrets.some((secret) => text.includes(secret)))
    .map(({ path }) => path);
}

async function findLeaks(
  app: RunningApp,
  profile: string,
  secrets: readonly string[],
): Promise<string[]> {
  const places = await readPlaces(app, profile);
  // What may be there is found there: the search would find a secret too.
  const withEmail = pathsWith(places, [marked.email]);
  expect(withEmail).toContain('heap of the page');
  expect(withEmail.some((path) => path.startsWith('IPC '))).toBe(true);
  expect(withEmail).toContain(join(profile, 'settings.json'));
  return pathsWith(places, secrets);
}

test('no token and no password is left anywhere but in the keychain', async ({
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
  await emptyWordLists(first.page, secrets);
  expect(await findLeaks(first, profile, secrets)).toEqual([]);
  await first.quit();

  const second = await desktop.launch();
  await expect(second.page.getByText(en.link.online, { exact: true })).toBeVisible();
  await rememberToken();
  await second.page.getByRole('button', { name: en.settings.openLog }).click();
  expect(new Set(secrets).size).toBe(4);
  expect(await findLeaks(second, profile, secrets)).toEqual([]);
});

test('no password and no link of a reset, a change or a deletion is left anywhere', async ({
  app,
  desktop,
  api,
  profile,
}) => {
  const { page } = app;
  const screens = createScreens(page);
  const changed = 'SENTINEL-changed-51d2e8';
  const reset = 'SENTINEL-reset-c07b44';
  const wrong = 'SENTINEL-wrong-e6a915';
  const secrets = [marked.password, changed, reset, wrong];
  await screens.signUp(marked);

  await screens.button(en.dashboard.openAccount).click();
  const changePassword = async (current: string) => {
    await screens.field(en.account.currentPassword).fill(current);
    await screens.field(en.newPassword.label).fill(changed);
    await screens.field(en.signUp.confirmPassword).fill(changed);
    await screens.button(en.account.changePassword).click();
  };
  await changePassword(wrong);
  await screens.problemOf(en.account.currentPassword);
  await changePassword(marked.password);
  await expect(page.getByText(en.account.passwordChanged)).toBeVisible();
  await screens.button(en.account.back).click();
  await expect(screens.dashboard(marked)).toBeVisible();
  expect(await findLeaks(app, profile, secrets)).toEqual([]);

  await screens.signOut();
  await screens.field(en.signIn.login).fill(marked.email);
  await screens.button(en.signIn.forgotPassword).click();
  await screens.button(en.forgotPassword.submit).click();
  await expect(page.getByRole('heading', { name: en.forgotPassword.sentHeading })).toBeFocused();
  const link = await readAppLink(await readMailedLink(api));
  secrets.push(new URL(link).searchParams.get('token') ?? '');
  const second = desktop.spawn({ args: [link] });
  await second.exited;
  await screens.fillNewPassword(reset);
  await screens.button(en.newPassword.submit).click();
  await expect(page.getByText(en.signIn.newPasswordSet)).toBeVisible();
  await screens.signIn(marked.email, reset);
  await expect(screens.dashboard(marked)).toBeVisible();
  await emptyWordLists(page, secrets);
  expect(await findLeaks(app, profile, secrets)).toEqual([]);

  await screens.button(en.dashboard.openAccount).click();
  await screens.button(en.account.openDelete).click();
  const dialog = page.getByRole('dialog');
  const confirmDeletion = async (typed: string) => {
    await dialog.getByLabel(en.account.currentPassword, { exact: true }).fill(typed);
    await screens.button(en.account.confirmDelete).click();
  };
  await confirmDeletion(wrong);
  await expect(dialog.getByLabel(en.account.currentPassword, { exact: true })).toHaveAttribute(
    'aria-invalid',
    'true',
  );
  await confirmDeletion(reset);
  await expect(screens.signInForm).toBeVisible();
  expect(pathsWith(await readPlaces(app, profile), secrets)).toEqual([]);
});
