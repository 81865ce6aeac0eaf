import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import { createBrowserHostRuntime } from '../support/app/browser-host.ts';
import { root } from '../support/project.ts';
import { createScreens } from '../support/screens.ts';
import { test } from '../support/test.ts';
import { install, name, packageFile, purge, run, versions } from './installed-app.ts';

const command = `/usr/bin/${name}`;

interface Kind {
  /** Installs or unpacks it, and returns what its users start. */
  readonly bring: (folder: string) => string;
  readonly remove?: (folder: string) => void;
  /** What the application knows of its updates once it was asked for one. */
  readonly updates: object;
}

const { old: version } = versions;
// Debian's rpm installs only if it is told to, and keeps its list of packages apart from dpkg's.
const rpm = (folder: string, ...args: string[]) =>
  run('rpm', ['--force-debian', '--dbpath', join(folder, 'rpm-database'), ...args]);

const kinds: Readonly<Record<string, Kind>> = {
  '.deb': {
    bring() {
      install(version);
      return command;
    },
    remove: purge,
    updates: { kind: 'managed', by: 'apt' },
  },
  '.rpm': {
    bring(folder) {
      const file = packageFile(version, `${name}-${version}.x86_64.rpm`);
      // Without the libraries of Electron, which the stand-in does not load.
      rpm(folder, '--install', '--nodeps', '--nosignature', file);
      expect(rpm(folder, '--verify', '--nodeps', name)).toBe('');
      return command;
    },
    remove: (folder) => void rpm(folder, '--erase', name),
    updates: { kind: 'managed', by: 'package-manager' },
  },
  AppImage: {
    bring: () => packageFile(version, `MyTone-${version}-linux-x86_64.AppImage`),
    updates: { kind: 'idle' },
  },
  '.tar.gz': {
    bring(folder) {
      const file = packageFile(version, `MyTone-${version}-linux-x64.tar.gz`);
      run('tar', ['--extract', '--strip-components=1', '--file', file, '--directory', folder]);
      return join(folder, name);
    },
    updates: { kind: 'managed', by: 'user' },
  },
};

test.beforeEach(() => purge());

for (const [kind, { bring, remove, updates }] of Object.entries(kinds)) {
  test(`the application from the ${kind} starts, signs up, and knows who updates it`, async ({
    api,
    keyring,
    profile,
  }) => {
    const folder = await mkdtemp(join(tmpdir(), 'mytone-installed-'));
    try {
      const app = await createBrowserHostRuntime(bring(folder)).launch({
        folder: root,
        profile,
        args: [`--api=${api.url}`],
        env: { ...keyring.env, LANG: 'en_US.UTF-8' },
      });
      try {
        const screens = createScreens(app.page);
        await screens.signUp();
        await expect(screens.dashboard()).toBeVisible();
        const state = await app.page.evaluate(() => window.mytone.getUpdateState());
        expect(state).toMatchObject({ ok: true, value: updates });
      } finally {
        await app.quit();
      }
    } finally {
      remove?.(folder);
      await rm(folder, { recursive: true, force: true });
    }
  });
}
