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

/** One session; pages have the default one only. */
function createSession(name: string, protocol: Protocol): SessionStandIn {
  const permissions = createPermissions();
  const { webRequest, isCancelled } = createWebRequest();
  const events = createEvents<Session>('session', ['will-download'], () => session);
  const accept = () => {};

  const session: Session = loud<Session>(name, {
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

export interface Sessions {
  readonly default: SessionStandIn;
  fromPartition(partition: string, options?: { cache: boolean }): Session;
  /** Asks `webRequest` of this session, by default the default one. */
  isCancelled(
    request: Parameters<SessionStandIn['isCancelled']>[0],
    session?: Session,
  ): Promise<boolean>;
}

/**
 * `session`. A partition serves main's own requests: it keeps nothing, and no window can have one.
 */
export function createSessions(protocol: Protocol): Sessions {
  const defaultSession = createSession('electron.session.defaultSession', protocol);
  const partitions = new Map<string, SessionStandIn>();
  const all = () => [defaultSession, ...partitions.values()];
  return {
    default: defaultSession,
    fromPartition(partition) {
      if (partition === '') {
        return defaultSession.session;
      }
      const name = `electron.session.fromPartition(${JSON.stringify(partition)})`;
      const found = partitions.get(partition) ?? createSession(name, protocol);
      partitions.set(partition, found);
      return found.session;
    },
    async isCancelled(request, session = defaultSession.session) {
      const asked = all().find((one) => one.session === session);
      if (asked === undefined) {
        throw new Error('browser host: the session of a request is not known to it');
      }
      return asked.isCancelled(request);
    },
  };
}
