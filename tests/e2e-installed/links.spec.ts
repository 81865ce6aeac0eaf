import { execFile } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { expect } from 'playwright/test';
import {
  readAppLink,
  readMailedLink,
  registerDirectly,
  requestResetMail,
} from '../support/api-calls.ts';
import { createBrowserHostRuntime, packedEnvironment } from '../support/app/browser-host.ts';
import { jean } from '../support/people.ts';
import { root } from '../support/project.ts';
import { createScreens } from '../support/screens.ts';
import { test } from '../support/test.ts';
import { en } from '../support/words.ts';
import { install, purge, versions } from './installed-app.ts';

const run = promisify(execFile);
const opener = join(import.meta.dirname, 'open-link.sh');
const handlerOf = async () =>
  (await run('xdg-mime', ['query', 'default', 'x-scheme-handler/mytone'])).stdout.trim();

test.beforeEach(() => install(versions.old));
test.afterEach(() => purge());

test('the desktop opens our links with the application until it is removed', async () => {
  expect(await handlerOf()).toBe('com.mytone.MyTone.desktop');
  purge();
  expect(await handlerOf()).toBe('');
});

test('a link on the desktop starts the application, and the next one reaches the running copy', async ({
  api,
  keyring,
}) => {
  await registerDirectly(api.url, jean);
  await requestResetMail(api.url, jean.email);
  // No options reach an application that the desktop starts: its profile is where the system says.
  const env = {
    ...keyring.env,
    MYTONE_API_URL: api.url,
    LANG: 'en_US.UTF-8',
    // xdg-open asks only whether there is a display; the window is without one.
    DISPLAY: ':0',
    XDG_CURRENT_DESKTOP: '',
  };
  const profile = join(keyring.env['XDG_CONFIG_HOME'] ?? '', 'MyTone');
  const app = await createBrowserHostRuntime(opener).launch({
    folder: root,
    profile,
    env: { ...env, LINK_TO_OPEN: await readAppLink(await readMailedLink(api)) },
  });
  try {
    const screens = createScreens(app.page);
    await screens.fillNewPassword('AnotherSecure456!');
    await screens.button(en.newPassword.submit).click();
    await expect(app.page.getByText(en.signIn.newPasswordSet)).toBeVisible();

    await run(opener, {
      env: {
        ...process.env,
        ...packedEnvironment,
        ...env,
        LINK_TO_OPEN: `mytone://reset-password?token=${'x'.repeat(43)}`,
      },
    });
    await screens.fillNewPassword('AnotherSecure456!');
    await screens.button(en.newPassword.submit).click();
    await expect(
      app.page.getByRole('heading', { name: en.newPassword.refusedHeading }),
    ).toBeFocused();
  } finally {
    await app.quit();
  }
});
