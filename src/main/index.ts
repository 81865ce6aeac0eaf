import { join } from 'node:path';
import {
  app,
  dialog,
  Menu,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  session,
  shell,
} from 'electron';
import { createAbout } from './about/create-about.ts';
import { createApiFetch } from './api-fetch.ts';
import { createSession } from './auth/create-session.ts';
import { openBridge } from './bridge/ipc.ts';
import { createClock } from './clock.ts';
import type { Configuration } from './configuration.ts';
import { retryEarly } from './early-retry.ts';
import { handleCrashes } from './life-cycle/crashes.ts';
import { launch } from './life-cycle/launch.ts';
import { followLifeCycle } from './life-cycle/life-cycle.ts';
import { finishBeforeQuitting } from './life-cycle/quit.ts';
import { createLinkOpener } from './links.ts';
import { registerAppScheme, serveApp } from './page/app-protocol.ts';
import { guardPages, guardSession } from './page/security.ts';
import { openProfile } from './profile/open-profile.ts';
import { makeWaitable } from './waitable-keychain.ts';
import { showMenus } from './window/show-menus.ts';
import { followTheme } from './window/theme.ts';
import { createMainWindow } from './window/window.ts';

void launch({ app, dialog, process, start });

async function start({ apiOrigin, isPackaged }: Configuration): Promise<void> {
  const { env, platform } = process;
  const clock = createClock();
  const profile = openProfile({ app, apiOrigin, clock });
  const keychain = makeWaitable();
  const ports = { ...profile, clock, fetch: createApiFetch(net), keychain };
  const auth = createSession({ ...ports, apiOrigin, platform, random: Math.random });
  const window = createMainWindow({ ...profile, isPackaged, platform, env, clock });
  const openLink = createLinkOpener(apiOrigin, (url) => shell.openExternal(url));
  handleCrashes({ app, process, clock, log: profile.log });
  app.enableSandbox();
  registerAppScheme(protocol);
  followLifeCycle({ app, platform, window });
  finishBeforeQuitting({ ...profile, app, clock, keychain, dispose: auth.dispose });
  guardPages(app);
  await app.whenReady();
  guardSession(session.defaultSession, { apiOrigin, isPackaged });
  serveApp(protocol, join(import.meta.dirname, '../renderer'));
  followTheme(nativeTheme, profile.preferences);
  const menus = showMenus({ ...profile, app, menu: Menu, platform });
  const about = createAbout({ ...ports, app, apiOrigin, process });
  openBridge({ ...profile, ...about, auth, openLink, menus, getContents: window.getContents });
  retryEarly({ auth, app, clock, power: powerMonitor, net });
  window.open();
  await Promise.all([profile.settings.prepareWriting(), auth.start()]);
}
