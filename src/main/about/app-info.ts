import { arch, release, type } from 'node:os';
import type { AppInfo, System } from '@mytone/shared/settings/app-info.ts';
import type { App } from 'electron';

const systems: Partial<Record<NodeJS.Platform, System>> = { win32: 'windows', darwin: 'mac' };

/** The system by Node's name for it; every other one is treated like Linux. */
export function systemOf(platform: NodeJS.Platform): System {
  return systems[platform] ?? 'linux';
}

interface AppInfoDeps {
  readonly app: Pick<App, 'getVersion' | 'getSystemLocale' | 'getPath'>;
  readonly apiOrigin: string;
  readonly process: Pick<NodeJS.Process, 'platform' | 'versions'>;
  readonly preferences: { readonly asksForLanguage: () => boolean };
}

/** What the renderer shows about this copy and the system it runs on. Call once Electron is ready. */
export function readAppInfo({ app, apiOrigin, process, preferences }: AppInfoDeps): AppInfo {
  const { platform, versions } = process;
  const runtime = [
    { name: 'Electron', version: versions['electron'] },
    { name: 'Chromium', version: versions['chrome'] },
    { name: 'Node.js', version: versions.node },
    { name: type(), version: `${release()} (${arch()})` },
  ];
  return {
    version: app.getVersion(),
    apiOrigin,
    systemLocale: app.getSystemLocale(),
    system: systemOf(platform),
    // The stand-in for Electron's binary has no version of Electron.
    runtime: runtime.flatMap(({ name, version }) => (version ? [{ name, version }] : [])),
    profileFolder: app.getPath('userData'),
    asksForLanguage: preferences.asksForLanguage(),
  };
}
