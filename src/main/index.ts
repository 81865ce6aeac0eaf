import {
  app,
  dialog,
  session as electronSession,
  Menu,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  shell,
} from 'electron';
import { createAbout } from './about/create-about.ts';
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
import { createNetwork } from './network/network.ts';
import { registerAppScheme, serveApp } from './page/app-protocol.ts';
import { guardPages, guardSession } from './page/security.ts';
import { openProfile } from './profile/open-profile.ts';
import { createAppUpdates } from './update/app-updates.ts';
import { makeWaitable } from './waitable-keychain.ts';
import { showMenus } from './window/show-menus.ts';
import { followTheme } from './window/theme.ts';
import { createMainWindow } from './window/window.ts';

void launch({ app, dialog, process, start });

async function start({ apiOrigin, isPackaged }: Configuration): Promise<void> {
  const clock = createClock();
  const profile = openProfile({ app, apiOrigin, clock });
  const keychain = makeWaitable();
  const ports = { ...profile, apiOrigin, clock, keychain, platform: process.platform };
  const { fetch, proxy } = createNetwork({ ...ports, net });
  const session = createSession({ ...ports, fetch, random: Math.random });
  const window = createMainWindow({ ...ports, isPackaged, env: process.env });
  const openLink = createLinkOpener(apiOrigin, (url) => shell.openExternal(url));
  const updates = createAppUpdates({ ...ports, app, process, session: electronSession });
  handleCrashes({ app, process, clock, log: profile.log });
  registerAppScheme(protocol);
  followLifeCycle({ ...ports, app, argv: process.argv, window, recovery: session.recovery });
  finishBeforeQuitting({ ...ports, app, dispose: session.dispose });
  guardPages(app);
  await app.whenReady();
  guardSession(electronSession.defaultSession, { apiOrigin, isPackaged });
  serveApp(protocol, `${import.meta.dirname}/../renderer`);
  followTheme(nativeTheme, profile.preferences);
  const menus = showMenus({ ...ports, app, menu: Menu, updates });
  const about = createAbout({ ...ports, app, process });
  openBridge({ ...window, ...profile, ...about, session, proxy, openLink, updates, menus });
  retryEarly({ session, app, clock, power: powerMonitor, net, proxy });
  window.open();
  await session.start().then(profile.settings.prepareWriting);
}
