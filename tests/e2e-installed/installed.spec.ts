import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { expect } from 'playwright/test';
import { createScreens } from '../support/screens.ts';
import { test } from '../support/test.ts';
import { install, name, purge, run, versions } from './installed-app.ts';

const folder = '/opt/MyTone';
const installedVersion = () => run('dpkg-query', ['--show', name]).trim().split('\t')[1];

test.beforeEach(() => install(versions.old));
test.afterEach(() => purge());

test('the package is installed completely, with its menu entry and licences', () => {
  expect(run('dpkg', ['--verify', name])).toBe('');
  const owned = run('dpkg', ['--listfiles', name]);
  expect(owned).toContain('/usr/share/applications/com.mytone.MyTone.desktop\n');
  expect(owned).toContain(`/usr/share/doc/${name}/copyright\n`);
  expect(owned).toContain(`${folder}/LICENSES.third-party.txt\n`);
});

test("the installed application loads keytar's native part from its own folder", async ({
  desktop,
}) => {
  const app = await desktop.launch();
  await createScreens(app.page).signUp();

  const maps = await readFile(`/proc/${app.pid}/maps`, 'utf8');
  expect(maps).toContain(
    `${folder}/resources/app.asar.unpacked/node_modules/keytar/build/Release/`,
  );
});

test('a user is still signed in after an upgrade, and sees no form on the way', async ({
  desktop,
}) => {
  const before = await desktop.launch();
  await createScreens(before.page).signUp();
  await before.quit();

  install(versions.new);
  expect(installedVersion()).toBe(versions.new);
  const after = await desktop.launch();

  await expect(createScreens(after.page).dashboard()).toBeVisible();
  expect(await after.evaluate(({ app }) => app.getVersion())).toBe(versions.new);
  const payloads = await after.ipcPayloads();
  expect(payloads.filter(({ payload }) => payload.includes('signed-out'))).toEqual([]);
});

test('the installed application refuses to start if one of its files was changed', async ({
  desktop,
}) => {
  const addon = `${folder}/resources/app.asar.unpacked/node_modules/keytar/build/Release/keytar.node`;
  await writeFile(addon, Buffer.concat([await readFile(addon), Buffer.from([0])]));

  const copy = desktop.spawn();
  await copy.exited;

  expect(copy.stderr()).toContain('keytar.node was changed after it was packed');
});

test('removing the package leaves only the profile', async ({ desktop, profile }) => {
  const app = await desktop.launch();
  await createScreens(app.page).signUp();
  await app.quit();
  const owned = run('dpkg', ['--listfiles', name]).trim().split('\n');
  const ours = owned.filter((path) => /mytone/i.test(path));

  run('dpkg', ['--remove', name]);

  expect(ours.length).toBeGreaterThan(20);
  expect(ours.filter((path) => existsSync(path))).toEqual([]);
  expect(existsSync(`/usr/bin/${name}`)).toBe(false);
  expect(existsSync(profile)).toBe(true);
});
