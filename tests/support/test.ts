import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { test as base, type TestInfo } from 'playwright/test';
import { type ApiServer, startApi } from './api-server.ts';
import { findRuntime } from './app/find-runtime.ts';
import type { LaunchOptions, RunningApp, Runtime } from './app/running-app.ts';
import { english, type SharedApp, startSharedApp } from './app/shared-app.ts';
import type { Program } from './child-process.ts';
import { type Keyring, startKeyring } from './keyring.ts';
import { root } from './project.ts';

type DesktopOptions = Partial<LaunchOptions> & {
  /** The API's address as it is given to the application; the test's own API by default. */
  apiUrl?: string;
};

/** Attaches a picture of each window that is still there to the report of a failed test. */
async function attachPictures(windows: RunningApp[], testInfo: TestInfo): Promise<void> {
  for (const [index, app] of windows.entries()) {
    if (app.hasExited()) {
      continue;
    }
    const path = testInfo.outputPath(`window-${index}.png`);
    const isTaken = await app.page.screenshot({ path }).then(
      () => true,
      () => false,
    );
    if (isTaken) {
      await testInfo.attach(`window ${index}`, { path, contentType: 'image/png' });
    }
  }
}

/** The built application with this test's profile, keyring and API. What it starts ends with the test. */
export interface Desktop {
  launch(options?: DesktopOptions): Promise<RunningApp>;
  /** Starts a copy without waiting for a window. */
  spawn(options?: DesktopOptions): Program;
}

interface Fixtures {
  api: ApiServer;
  keyring: Keyring;
  /** The user-data folder. */
  profile: string;
  desktop: Desktop;
  app: RunningApp;
}

/**
 * Playwright's `test` with the application: `app` and `page` are a running copy, `desktop` starts
 * others, and `api`, `keyring` and `profile` are this test's alone. (Playwright insists that each
 * fixture destructures its first argument: hence `playwright: _`.)
 */
export const test = base.extend<Fixtures, { runtime: Runtime; shared: SharedApp }>({
  runtime: [async ({ playwright: _ }, use) => use(findRuntime()), { scope: 'worker' }],
  shared: [
    async ({ runtime }, use) => {
      const shared = await startSharedApp(runtime);
      await use(shared);
      await shared.dispose();
    },
    { scope: 'worker' },
  ],
  api: async ({ playwright: _ }, use) => {
    const api = await startApi();
    await use(api);
    await api.dispose();
  },
  keyring: async ({ playwright: _ }, use) => {
    const keyring = await startKeyring();
    // The report names what was left out, and why.
    const leaveOut = async () =>
      base.info().skip(true, 'this system has no keyring daemon to end or lock');
    const daemon = { lock: leaveOut, killDaemon: leaveOut, startDaemon: leaveOut };
    await use(process.platform === 'linux' ? keyring : { ...keyring, ...daemon });
    await keyring.dispose();
  },
  profile: async ({ playwright: _ }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'mytone-profile-'));
    await use(join(folder, 'profile'));
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  },
  desktop: async ({ runtime, api, keyring, profile }, use, testInfo) => {
    const started: Program[] = [];
    const windows: RunningApp[] = [];
    const complete = ({ apiUrl = api.url, args = [], env = {}, ...rest }: DesktopOptions = {}) => ({
      folder: root,
      profile,
      args: [`--api=${apiUrl}`, ...args],
      env: { ...keyring.env, ...english, ...env },
      ...rest,
    });
    await use({
      async launch(options) {
        const app = await runtime.launch(complete(options), (program) => started.push(program));
        windows.push(app);
        return app;
      },
      spawn(options) {
        const program = runtime.spawn(complete(options));
        started.push(program);
        return program;
      },
    });
    const isFailed = testInfo.status !== testInfo.expectedStatus;
    if (isFailed) {
      await attachPictures(windows, testInfo);
    }
    // Windows first: they wait until their browser is gone and lets go of the profile.
    for (const program of [...windows, ...started]) {
      await program.end('SIGKILL');
    }
    for (const program of started) {
      const body = program.stdout() + program.stderr();
      if (isFailed && body) {
        await testInfo.attach('output of main', { body, contentType: 'text/plain' });
      }
    }
  },
  app: async ({ desktop }, use) => use(await desktop.launch()),
  page: async ({ app }, use) => use(app.page),
});

/**
 * `test` on an application that several tests share, because starting one takes longer than most of
 * them: for tests that only look at it or fill in forms. Nobody is signed in, Jean has an account,
 * and the page is loaded again before each test. `desktop` starts further copies with a profile of
 * their own on the same API and keyring, for tests in which nobody signs in.
 */
export const sharedTest = test.extend<Pick<Fixtures, 'api' | 'keyring' | 'app'>>({
  api: async ({ shared }, use) => use(shared.api),
  keyring: async ({ shared }, use) => use(shared.keyring),
  app: async ({ shared: { app } }, use, testInfo) => {
    await app.page.reload();
    await use(app);
    if (testInfo.status !== testInfo.expectedStatus) {
      await attachPictures([app], testInfo);
    }
  },
});
