import { join } from 'node:path';
import { app, Menu, nativeTheme, net, powerMonitor, protocol, session, shell } from 'electron';
import { createApiFetch } from './api-fetch.ts';
import { registerAppScheme, serveApp } from './app-protocol.ts';
import { createSession } from './auth/create-session.ts';
import { createClock } from './clock.ts';
import { type Configuration, readConfiguration } from './configuration.ts';
import { handleCrashes } from './crashes.ts';
import { retryEarly } from './early-retry.ts';
import { openBridge } from './ipc.ts';
import { createKeychain } from './keychain.ts';
import { createLinkOpener } from './links.ts';
import { createLog } from './log.ts';
import { createMenu } from './menu.ts';
import { createPreferences } from './preferences.ts';
import { refuseToStart } from './refusal.ts';
import { guardPages, guardSession } from './security.ts';
import { createSessionRecords } from './session-records.ts';
import { openSettings } from './settings.ts';
import { followTheme } from './theme.ts';
import { createMainWindow } from './window.ts';

const { argv, env, platform } = process;
const configuration = readConfiguration({ argv, env, isPackaged: app.isPackaged });
if (!configuration.ok) refuseToStart(configuration.error);
else if (!app.requestSingleInstanceLock()) app.quit();
else start(configuration.value).catch((error: Error) => refuseToStart(error.message));

async function start({ apiOrigin, isPackaged }: Configuration): Promise<void> {
  const profile = app.getPath('userData');
  const clock = createClock();
  const log = createLog(join(profile, 'logs'));
  const settings = openSettings({ profile, log, now: clock.now });
  const preferences = createPreferences(settings, () => app.getPreferredSystemLanguages());
  const records = createSessionRecords(settings, apiOrigin);
  const ports = { clock, log, records, fetch: createApiFetch(net), keychain: createKeychain() };
  const auth = createSession({ ...ports, apiOrigin, platform, random: Math.random });
  const window = createMainWindow({ settings, isPackaged, log });
  const openLink = createLinkOpener(apiOrigin, (url) => shell.openExternal(url));
  const appInfo = { version: app.getVersion(), apiOrigin };
  const { getContents } = window;

  handleCrashes({ app, process, clock, log });
  app.enableSandbox();
  registerAppScheme(protocol);
  Menu.setApplicationMenu(createMenu(platform));
  app.on('second-instance', window.focus);
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', () => auth.dispose());
  guardPages(app);

  await app.whenReady();
  guardSession(session.defaultSession, { apiOrigin, isPackaged });
  serveApp(protocol, join(import.meta.dirname, '../renderer'));
  followTheme(nativeTheme, preferences);
  openBridge({ auth, preferences, openLink, appInfo, getContents, log });
  retryEarly({ auth, clock, power: powerMonitor, net });
  window.open();
  await Promise.all([settings.prepareWriting(), auth.start()]);
}
