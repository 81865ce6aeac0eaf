import type { Protocol, Session } from 'electron';
import { createEvents, type Events } from '../stand-in/events.ts';
import { loud } from '../stand-in/loud.ts';
import { createPermissions, type Permissions } from './permissions.ts';
import { createWebRequest, type WebRequestStandIn } from './web-request.ts';

export interface SessionStandIn {
  session: Session;
  events: Events<Session>;
  permissions: Permissions;
  isCancelled: WebRequestStandIn['isCancelled'];
}

/** `session.defaultSession`, the only one there is. */
export function createSession(protocol: Protocol): SessionStandIn {
  const permissions = createPermissions();
  const { webRequest, isCancelled } = createWebRequest();
  const events = createEvents<Session>('session', ['will-download'], () => session);
  const accept = () => {};

  const session: Session = loud<Session>('electron.session.defaultSession', {
    ...events.members,
    protocol,
    webRequest,
    setPermissionCheckHandler: permissions.setCheckHandler,
    setPermissionRequestHandler: permissions.setRequestHandler,
    // A device chooser and screen capture are never offered here, as if they were denied.
    setDevicePermissionHandler: accept,
    setDisplayMediaRequestHandler: accept,
    setUSBProtectedClassesHandler: accept,
    setBluetoothPairingHandler: accept,
    setSpellCheckerEnabled: accept,
  });
  return { session, events, permissions, isCancelled };
}
