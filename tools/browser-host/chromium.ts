import { existsSync, mkdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { type BrowserContext, chromium } from 'playwright';

const namesInPath = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'msedge.exe',
  'chrome.exe',
];

const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  join(process.env['PROGRAMFILES'] ?? '', 'Google', 'Chrome', 'Application', 'chrome.exe'),
  join(process.env['PROGRAMFILES(X86)'] ?? '', 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
];

/** The first Chromium of this machine; `BROWSER_HOST_CHROMIUM` names another one. */
export function findChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const inPath = namesInPath.flatMap((name) => folders.map((folder) => join(folder, name)));
  const chosen = process.env['BROWSER_HOST_CHROMIUM'];
  return [...(chosen ? [chosen] : []), ...inPath, ...elsewhere, chromium.executablePath()].find(
    (path) => existsSync(path),
  );
}

/** True if `BROWSER_HOST_HEADLESS=1` is set, or if there is no display. */
export function isHeadless(): boolean {
  if (process.env['BROWSER_HOST_HEADLESS'] === '1') {
    return true;
  }
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY;
}

interface SandboxState {
  readonly platform: NodeJS.Platform;
  readonly isRoot: boolean;
  /** Ubuntu 23.10 and later: to the programs named in an AppArmor profile. */
  readonly areNamespacesRestricted: boolean;
}

/** True where Chromium starts with its sandbox: not as root, and not where Linux withholds namespaces. */
export function canBeSandboxed(state: SandboxState): boolean {
  return state.platform !== 'linux' || !(state.isRoot || state.areNamespacesRestricted);
}

function inspectSandbox(): SandboxState {
  const setting = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';
  return {
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    areNamespacesRestricted: existsSync(setting) && readFileSync(setting, 'utf8').trim() === '1',
  };
}

/** After a `kill -9` of the host, Chromium takes a moment to notice and to release its profile. */
export async function untilProfileIsFree(profile: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < 10_000; waitedMs += 50) {
    try {
      process.kill(Number(readlinkSync(join(profile, 'SingletonLock')).split('-').at(-1)), 0);
    } catch {
      return;
    }
    await wait(50);
  }
  throw new Error(`browser host: the profile ${profile} is in use by another Chromium`);
}

// A desktop window does not offer to store passwords or to translate the page.
const browserPreferences = {
  credentials_enable_service: false,
  profile: { password_manager_enabled: false },
  autofill: { profile_enabled: false, credit_card_enabled: false },
  translate: { enabled: false },
};

function writePreferences(profile: string): void {
  const file = join(profile, 'Default', 'Preferences');
  if (existsSync(file)) {
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(browserPreferences));
}

/**
 * Starts Chromium with one empty page: a window without tabs or address bar, which is not shown where
 * it is headless. It listens for a second client of its debugging protocol on a free loopback port,
 * and ends by itself when this process ends, in whatever way.
 */
export async function launchChromium(profile: string, switches: string[]): Promise<BrowserContext> {
  const executablePath = findChromium();
  if (!executablePath) {
    throw new Error(
      'browser host: no Chromium, Chrome or Edge found; install one, e.g. apt-get install chromium',
    );
  }
  await untilProfileIsFree(profile);
  writePreferences(profile);
  return chromium.launchPersistentContext(profile, {
    executablePath,
    headless: isHeadless(),
    // By default playwright turns it off.
    chromiumSandbox: canBeSandboxed(inspectSandbox()),
    viewport: null,
    colorScheme: null,
    reducedMotion: null,
    forcedColors: null,
    contrast: null,
    acceptDownloads: false,
    serviceWorkers: 'block',
    handleSIGHUP: false,
    handleSIGINT: false,
    handleSIGTERM: false,
    // Its blank page would open as a tab next to the window.
    ignoreDefaultArgs: ['--enable-automation', 'about:blank'],
    args: [
      '--remote-debugging-port=0',
      '--remote-debugging-address=127.0.0.1',
      '--disable-gpu',
      // With a debugger attached, V8 records where each Error is created. It would compile the module
      // around it a second time to find the position, which for React takes 50 ms.
      '--js-flags=--no-enable-lazy-source-positions',
      // Keeps the warnings about the switches that playwright adds out of the window.
      '--test-type',
      // A window without an address bar, whose pop-ups are pages that take a second to load.
      '--app=data:text/html,',
      ...switches,
    ],
  });
}
