import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'playwright/test';
import { jean } from '../support/people.ts';
import { createScreens } from '../support/screens.ts';
import { test as base } from '../support/test.ts';
import { en } from '../support/words.ts';

interface SleepingHost {
  readonly url: string;
  readonly requests: string[];
}

/** A host that takes every request and answers none. */
const test = base.extend<{ sleepingHost: SleepingHost }>({
  sleepingHost: async ({ playwright: _ }, use) => {
    const requests: string[] = [];
    const server: Server = createServer(({ method, url }) => {
      requests.push(`${method} ${url}`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await use({ url: `http://127.0.0.1:${port}`, requests });
    server.closeAllConnections();
    server.close();
  },
});

test('a sign-in says that the server is waking up, and can be cancelled', async ({
  desktop,
  sleepingHost,
  keyring,
}) => {
  const { page } = await desktop.launch({ apiUrl: sleepingHost.url });
  const screens = createScreens(page);
  await screens.signIn(jean.email, jean.password);
  await expect(page.getByText(en.form.slow)).toBeVisible();
  await expect(screens.field(en.signIn.login)).toHaveValue(jean.email);
  expect(sleepingHost.requests).toEqual(['GET /']);

  await screens.button(en.form.cancel).click();
  await expect(page.getByText(en.failures.cancelled)).toBeVisible();
  await expect(screens.field(en.password.label)).toHaveValue(jean.password);
  expect(await keyring.entries()).toEqual({});
});
