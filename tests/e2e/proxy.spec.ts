import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, type Page } from 'playwright/test';
import { startProxyProcess } from '../support/proxy/start-proxy-process.ts';
import { createScreens } from '../support/screens.ts';
import { test } from '../support/test.ts';
import { en } from '../support/words.ts';

const login = { username: 'staff-jean', password: 'Proxy-Passw0rd-41' };

function createDialog(page: Page) {
  const dialog = page.getByRole('dialog', { name: en.proxy.heading });
  return {
    dialog,
    async answer({ username, password }: typeof login): Promise<void> {
      await dialog.getByLabel(en.proxy.username).fill(username);
      await dialog.getByLabel(en.password.label, { exact: true }).fill(password);
      await dialog.getByRole('button', { name: en.proxy.submit }).click();
    },
    decline: () => dialog.getByRole('button', { name: en.form.cancel }).click(),
  };
}

/** The files in a folder that hold a text. Chromium may still remove some while it ends. */
async function findIn(folder: string, text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const found = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    const content = await readFile(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') {
        return '';
      }
      throw error;
    });
    return content.includes(text) ? [path] : [];
  });
  return (await Promise.all(found)).flat();
}

test('a user signs in through a proxy that wants a user name and a password, which are never stored', async ({
  desktop,
  profile,
  api,
}) => {
  test.slow();
  const proxy = await startProxyProcess(login);
  const args = [`--proxy-server=http://127.0.0.1:${proxy.port}`, '--proxy-bypass-list=<-loopback>'];
  const first = await desktop.launch({ args });
  const screens = createScreens(first.page);
  const { answer, dialog } = createDialog(first.page);
  const signingUp = screens.signUp();

  await expect(dialog.getByText(`127.0.0.1:${proxy.port}`)).toBeVisible();
  await answer({ ...login, password: 'wrong' });
  await expect(dialog.getByRole('alert')).toContainText(en.proxy.notAccepted);
  await answer(login);
  await signingUp;
  await expect(dialog).toBeHidden();
  const requests = await proxy.requests();
  expect(requests).toContainEqual({ target: `POST ${api.url}/auth/register`, isAccepted: true });
  expect(requests.filter(({ target }) => !target.includes(api.url))).toEqual([]);
  await first.quit();
  expect(await findIn(dirname(profile), login.password)).toEqual(
    (await readdir(dirname(profile)))
      .filter((name) => name.endsWith('.ipc.jsonl'))
      .map((name) => join(dirname(profile), name)),
  );

  // Another run knows nothing of it, and is still signed in to MyTone without an answer.
  const second = await desktop.launch({ args });
  const again = createDialog(second.page);
  await again.decline();
  await expect(createScreens(second.page).dashboard()).toBeVisible();
  await expect(second.page.getByText(en.offlineCauses['proxy-sign-in'])).toBeVisible();
  await createScreens(second.page).button(en.link.retry).click();
  await again.answer(login);
  await expect(second.page.getByText(en.link.online, { exact: true })).toBeVisible();
  await proxy.dispose();
});
