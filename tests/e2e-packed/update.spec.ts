import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { expect, type Page } from 'playwright/test';
import { untilProfileIsFree } from '../../tools/browser-host/chromium.ts';
import { attach, createBrowserHostRuntime } from '../support/app/browser-host.ts';
import { english } from '../support/app/shared-app.ts';
import { root } from '../support/project.ts';
import { createScreens } from '../support/screens.ts';
import { test as base } from '../support/test.ts';
import { createCertificate } from '../support/update/certificate.ts';
import { type FeedServer, startFeedServer } from '../support/update/feed-server.ts';
import {
  createKey,
  installImage,
  nameOfImage,
  publicKeyOf,
  release,
} from '../support/update/releases.ts';
import { en } from '../support/words.ts';
import { packImage } from './image.ts';

const [oldVersion, newVersion] = ['0.1.0', '0.1.1'];
const downloadPath = `/v${newVersion}/${nameOfImage(newVersion)}`;

/** An AppImage with a newer release on its feed. */
interface Releases {
  readonly server: FeedServer;
  /** The content of the older AppImage. */
  readonly oldImage: string;
  /** What makes a program trust the server. */
  readonly env: Readonly<Record<string, string>>;
  /** The process ids of the copies that were started, the newest last. */
  startedPids(): Promise<number[]>;
}

const test = base.extend<{ image: string }, { releases: Releases }>({
  releases: [
    async ({ playwright: _ }, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'mytone-releases-'));
      const [files, pidFile] = [join(folder, 'server'), join(folder, 'pids')];
      const server = await startFeedServer(files, createCertificate(folder));
      const key = createKey();
      const feed = `${server.origin}/feed/`;
      const build = async (version: string) => {
        const packed = join(folder, version);
        await mkdir(packed);
        const keys = [publicKeyOf(key)];
        return packImage({ folder: packed, version, feed, keys, pidFile });
      };
      const oldImage = await build(oldVersion);
      const text = await release(files, newVersion, { key, image: await build(newVersion) });
      await mkdir(join(files, 'feed'));
      await writeFile(join(files, 'feed', 'latest-linux-x64.json'), text);
      await use({
        server,
        oldImage,
        env: { NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem') },
        startedPids: async () => (await readFile(pidFile, 'utf8')).trim().split('\n').map(Number),
      });
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  /** The older AppImage where its user keeps it. */
  image: async ({ releases }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'mytone-image-'));
    await use(await installImage(folder, releases.oldImage));
    await rm(folder, { recursive: true, force: true });
  },
  app: async ({ image, api, keyring, profile, releases }, use) => {
    const app = await createBrowserHostRuntime(image).launch({
      folder: root,
      profile,
      args: [`--api=${api.url}`],
      env: { ...keyring.env, ...english, ...releases.env },
    });
    await use(app);
    await app.kill();
  },
});

function createUpdatePanel(page: Page) {
  const screens = createScreens(page);
  const notice = page.getByRole('region', { name: en.updateBar.label });
  const [offered = ''] = en.updates.offered.replace('{{version}}', newVersion).split('{{size}}');
  const inNotice = (label: string) => notice.getByRole('button', { name: label });
  return {
    notice,
    offered: notice.getByText(offered),
    ready: notice.getByText(en.updates.ready.replace('{{version}}', newVersion)),
    progress: notice.getByRole('progressbar'),
    pressInNotice: (label: string) => inNotice(label).click(),
    /** In the settings, where an update that was put off is found again; they are left open. */
    async pressInSettings(label: string): Promise<void> {
      await screens.button(en.settings.openAbout).click();
      await page.getByRole('dialog').getByRole('button', { name: label, exact: true }).click();
    },
    closeSettings: () => page.keyboard.press('Escape'),
  };
}

const versionOf = (page: Page) =>
  page.evaluate(async () => {
    const answer = await window.mytone.getAppInfo();
    return answer.ok ? answer.value.version : null;
  });

test('an update is offered, put off, downloaded, installed and started, and Jean stays signed in', async ({
  app,
  image,
  profile,
  releases,
}) => {
  test.slow();
  const panel = createUpdatePanel(app.page);
  await createScreens(app.page).signUp();
  await panel.pressInSettings(en.updates.check);
  await panel.closeSettings();
  await expect(panel.offered).toBeVisible();
  await panel.pressInNotice(en.updates.later);
  await expect(panel.notice).toBeHidden();
  expect(releases.server.asked).not.toContain(downloadPath);

  let finish = () => {};
  releases.server.fail((path, response, file) => {
    if (path !== downloadPath || file === null) {
      return false;
    }
    response.writeHead(200, { 'content-length': file.length });
    // The updater reports once a second, and only when bytes come.
    const part = Math.ceil(file.length / 1000);
    let sent = 0;
    const timer = setInterval(() => {
      response.write(file.subarray(sent, sent + part));
      sent += part;
    }, 200);
    finish = () => {
      clearInterval(timer);
      response.end(file.subarray(sent));
    };
    return true;
  });
  await panel.pressInSettings(en.updates.download);
  await panel.closeSettings();
  await expect(panel.progress).toBeVisible();
  await expect(panel.notice.getByText(/^[1-9]\d?%$/)).toBeVisible();
  finish();
  await expect(panel.ready).toBeVisible();
  await panel.pressInNotice(en.updates.later);
  expect(await readFile(image, 'utf8')).toBe(releases.oldImage);

  await panel.pressInSettings(en.updates.install);
  expect((await app.exited).code).toBe(0);
  await expect.poll(async () => (await releases.startedPids()).length).toBe(2);
  const [, newPid = 0] = await releases.startedPids();
  const chromium = join(profile, 'Chromium');
  try {
    await expect(async () => {
      const [port, path] = (await readFile(join(chromium, 'DevToolsActivePort'), 'utf8')).split(
        '\n',
      );
      const { page, detach } = await attach(`ws://127.0.0.1:${port}${path}`);
      await expect(createScreens(page).dashboard()).toBeVisible();
      expect(await versionOf(page)).toBe(newVersion);
      await detach();
    }).toPass();
  } finally {
    process.kill(newPid, 'SIGKILL');
    await untilProfileIsFree(chromium);
  }
});

test('an update that was damaged on its way is not installed, and the old version still works', async ({
  app,
  image,
  releases,
}) => {
  const panel = createUpdatePanel(app.page);
  await createScreens(app.page).signUp();
  releases.server.fail((path, response, file) => {
    if (path !== downloadPath || file === null) {
      return false;
    }
    const damaged = Buffer.from(file);
    damaged[100] = 0;
    response.writeHead(200, { 'content-length': damaged.length }).end(damaged);
    return true;
  });
  await panel.pressInSettings(en.updates.check);
  await panel.closeSettings();
  await panel.pressInNotice(en.updates.download);

  await expect(panel.notice.getByText(en.updateFailures.damaged)).toBeVisible();
  await panel.pressInNotice(en.updates.close);
  expect(await readFile(image, 'utf8')).toBe(releases.oldImage);
  expect(await versionOf(app.page)).toBe(oldVersion);
  await expect(createScreens(app.page).dashboard()).toBeVisible();
});
