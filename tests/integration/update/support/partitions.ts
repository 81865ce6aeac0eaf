import type { Protocol, Session } from 'electron';
import {
  createSession,
  type SessionStandIn,
} from '../../../../tools/browser-host/session/session.ts';
import { loud } from '../../../../tools/browser-host/stand-in/loud.ts';

const protocol = loud<Protocol>('protocol', {});

/** `session.fromPartition`, and what its sessions' `webRequest` says to a request of main's own. */
export function createPartitions() {
  const partitions = new Map<string, SessionStandIn>();
  return {
    fromPartition(name: string): Session {
      const known = partitions.get(name) ?? createSession(protocol);
      partitions.set(name, known);
      return known.session;
    },
    async isCancelled(session: Session | undefined, url: string, method: string) {
      const asked = [...partitions.values()].find((one) => one.session === session);
      return asked?.isCancelled({ url, method, referrer: '', resourceType: 'other' }) ?? true;
    },
  };
}
