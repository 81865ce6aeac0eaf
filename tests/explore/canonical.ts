import type { AuthState } from '@mytone/shared/auth-state.ts';
import type { User } from '@mytone/shared/user.ts';
import type { SessionRecord } from '../../src/main/auth/ports.ts';
import type {
  Access,
  LiveSession,
  Phase,
  Renewal,
  State,
} from '../../src/main/auth/session/core/state.ts';
import type { Own } from '../../src/main/auth/tokens/token-store.ts';
import {
  damaged,
  familyOf,
  foreignToken,
  generationOf,
  isShownOnline,
  now,
  sessionOf,
  users,
  type VaultTask,
  type World,
} from './world.ts';

/**
 * The same world under the simplest names: tickets, names of sessions and families of tokens are
 * numbered in the order in which they are found, times are past or future, and what only people
 * read is left out. Worlds that differ in nothing else have the same future.
 */
export function canonical(world: World): World {
  const rename = createNames(world);
  const settings = rename.record(world.settings);
  const renamed: World = {
    core: rename.state(world.core),
    timers: world.timers,
    requests: world.requests.map((request) => {
      const ticket = rename.ticket(request.ticket);
      if (request.kind === 'refresh') {
        return { ...request, ticket, token: rename.token(request.token) };
      }
      return request.kind === 'profile'
        ? { ...request, ticket, access: rename.access(request.access) }
        : { ...request, ticket };
    }),
    form: world.form,
    tasks: world.tasks.map(rename.task),
    keychain: {
      token: world.keychain.token === null ? null : rename.token(world.keychain.token),
      canary: rename.name(world.keychain.canary),
      mood: world.keychain.mood,
    },
    settings,
    areSettingsWritable: world.areSettingsWritable,
    backup: world.backup === null ? null : rename.record(world.backup),
    revocations: world.revocations.map(rename.token),
    families: rename.families(),
    ghost: {
      ...world.ghost,
      other: world.ghost.other === null ? null : rename.family(world.ghost.other),
      // Once it is shown as online, it matters again after the next failure.
      isConfirmed: world.ghost.isConfirmed && !isShownOnline(world),
      known: rename.known(),
    },
  };
  // Last: of a token that is nowhere else any more, only that there was one matters.
  const withChecksums = (record: SessionRecord, of: SessionRecord): SessionRecord => ({
    ...record,
    tokenChecksums: rename.checksums(of.tokenChecksums),
    tokenSession: of.tokenChecksums.length === 0 ? null : rename.knownName(of.tokenSession),
  });
  const { core, backup } = renamed;
  return {
    ...renamed,
    core: { ...core, record: withChecksums(core.record, world.core.record) },
    settings: withChecksums(settings, world.settings),
    backup: backup && world.backup && withChecksums(backup, world.backup),
  };
}

/** Older generations than this are all alike. */
const kept = 2;

function createNames(world: World) {
  const tickets = new Map<number, number>();
  const names = new Map<number, number>();
  const families = new Map<string, string>();
  const current = currentAccess(world.core.phase);
  const run = sessionOf(world)?.run;

  function ticket(known: number): number {
    const found = tickets.get(known);
    if (found !== undefined) {
      return found;
    }
    tickets.set(known, tickets.size + 2);
    return tickets.size + 1;
  }

  function name<Name extends number | null>(known: Name): Name | number {
    if (known === null) {
      return known;
    }
    const found = names.get(known);
    if (found !== undefined) {
      return found;
    }
    names.set(known, names.size + 1);
    return names.size;
  }

  /** A name that is nowhere else is no session's any more. */
  function knownName(known: number | null): number | null {
    return (known === null ? undefined : names.get(known)) ?? null;
  }

  function family(known: string): string {
    const found = families.get(known);
    if (found !== undefined) {
      return found;
    }
    families.set(known, 'abcdefgh'[families.size] ?? 'z');
    return families.get(known) ?? 'z';
  }

  function generation(known: string, of: number): number {
    return Math.max(0, kept - ((world.families[known]?.current ?? 0) - of));
  }

  function token(known: string): string {
    const of = familyOf(known);
    if (!(of in world.families)) {
      return known;
    }
    return `${family(of)}.${generation(of, generationOf(known))}`;
  }

  /** The token may be found somewhere, or be stored or given by the server one day. */
  function isNamed(known: string): boolean {
    return families.has(familyOf(known)) || Object.values(damaged).includes(known);
  }

  function access(known: string): string {
    return `${family(familyOf(known))}.${known === current ? 'current' : 'other'}`;
  }

  function ownIn(own: Own): Own {
    return { name: name(own.name), tokens: own.tokens.map(token), isUnnamed: own.isUnnamed };
  }

  function record({ marker, profile, verifiedAt, signOutReason, endedSession }: SessionRecord) {
    const isOwnWord =
      signOutReason === null || signOutReason === 'user' || signOutReason === 'keychain-lost';
    return {
      marker: marker && { userId: marker.userId, storedAt: name(marker.storedAt) },
      profile: profile && userOf(profile.id),
      verifiedAt: verifiedAt === null ? null : 0,
      lastEmail: null,
      signOutReason: isOwnWord ? signOutReason : ('revoked' as const),
      endedSession: name(endedSession),
      pendingRevocations: 0,
      tokenChecksums: [],
      tokenSession: null,
    };
  }

  function accessIn({ token: held, receivedAt, renewAt }: Access): Access {
    return {
      token: {
        value: access(held.value),
        expiresAt: future(held.expiresAt ?? 0),
        renewAt: null,
      },
      receivedAt: now - receivedAt > 300_000 ? 0 : now,
      renewAt: future(renewAt),
    };
  }

  function renewal(known: Renewal): Renewal {
    if (known.kind === 'idle') {
      return known;
    }
    if (known.kind !== 'keeping') {
      return { ...known, ticket: ticket(known.ticket) };
    }
    return {
      kind: 'keeping',
      access: { value: access(known.access.value), expiresAt: now + 1, renewAt: now + 1 },
    };
  }

  function session(known: LiveSession): LiveSession {
    const isPending = world.tasks.some((task) => 'ticket' in task && task.ticket === known.write);
    const { link, profile, failed } = known;
    return {
      ...known,
      run: 1,
      refreshToken: token(known.refreshToken),
      stored: known.stored === null ? null : token(known.stored),
      write: known.write !== null && isPending ? ticket(known.write) : null,
      storeFailures: 0,
      name: name(known.name),
      user: known.user && userOf(known.user.id),
      access: known.access && accessIn(known.access),
      renewal: renewal(known.renewal),
      profile:
        profile.kind === 'asking'
          ? { ...profile, ticket: ticket(profile.ticket), used: access(profile.used) }
          : profile,
      attempt: known.attempt && 'timer',
      failed: failed && {
        answer: { kind: 'aborted' },
        until: future(failed.until),
      },
      failures: 0,
      awakeUntil: future(known.awakeUntil),
      verifiedAt: known.verifiedAt === null ? null : 0,
      link:
        link.kind === 'offline'
          ? { ...link, cause: 'network', nextAttemptAt: link.nextAttemptAt && 1, verifiedAt: null }
          : link.kind === 'online'
            ? { kind: 'online', verifiedAt: 0 }
            : link,
      waiting: known.waiting.map(() => 1),
    };
  }

  function phase(known: Phase): Phase {
    switch (known.kind) {
      case 'live':
        return { kind: 'live', session: session(known.session) };
      case 'storing':
        return { ...known, shown: plain(known.shown), session: session(known.session) };
      case 'keychain-locked':
        return { ...known, problem: 'unavailable' };
      default: {
        const { reading } = known;
        if (reading === null) {
          return known;
        }
        const { stored } = reading;
        return {
          ...known,
          reading: {
            ticket: ticket(reading.ticket),
            stored:
              stored?.kind === 'found'
                ? {
                    kind: 'found',
                    token: token(stored.token),
                    session:
                      typeof stored.session === 'number' ? name(stored.session) : stored.session,
                    ...(stored.isUnknown === true && { isUnknown: true as const }),
                    ...(stored.isUnchecked === true && { isUnchecked: true as const }),
                  }
                : stored,
          },
        };
      }
    }
  }

  return {
    ticket,
    name,
    knownName,
    token,
    access,
    family,
    record,
    checksums(known: readonly string[]): readonly string[] {
      const [last, before] = known
        .map((each) => (isNamed(each) ? token(each) : foreignToken))
        .reverse();
      if (last === undefined) {
        return [];
      }
      return before === undefined || before === foreignToken ? [last] : [before, last];
    },
    state(known: State): State {
      const renamed = phase(known.phase);
      // The ticket of anything that is asked for is above all that wait for an answer.
      const highest = known.tickets === 0 ? 0 : 20;
      return {
        phase: renamed,
        record: known.tickets === 0 ? known.record : record(known.record),
        isVisible: true,
        tickets: highest,
      };
    },
    task(task: VaultTask): VaultTask {
      switch (task.kind) {
        case 'read':
          return { ...task, ticket: ticket(task.ticket) };
        case 'name':
          return { ...task, run: task.run === run ? 1 : 0 };
        case 'write':
          return {
            ...task,
            ticket: ticket(task.ticket),
            token: token(task.token),
            own: task.own && ownIn(task.own),
          };
        case 'mark':
          return { ...task, name: name(task.name), token: token(task.token) };
        case 'remove':
          return { ...task, own: ownIn(task.own) };
      }
    },
    families() {
      const entries = [...families].map(([known, renamed]) => {
        const found = world.families[known];
        return found && [renamed, { ...found, current: kept }];
      });
      return Object.fromEntries(entries.filter((each) => each !== undefined));
    },
    known() {
      const entries = [...families].flatMap(([known, renamed]) => {
        const newest = world.ghost.known[known];
        return newest === undefined ? [] : [[renamed, generation(known, newest)]];
      });
      return Object.fromEntries(entries);
    },
  };
}

function currentAccess(phase: Phase): string | null {
  if (phase.kind !== 'live' && phase.kind !== 'storing') {
    return null;
  }
  return phase.session.access?.token.value ?? null;
}

function future(time: number): number {
  return time > now ? now + 1 : 0;
}

function userOf(id: User['id']): typeof users.jean {
  return id === users.jean.id ? users.jean : users.marie;
}

/** Of what a sign-in leaves on the screen, only its kind matters. */
function plain(shown: AuthState): AuthState {
  if (shown.kind === 'signed-out') {
    return { ...shown, email: null, reason: null };
  }
  if (shown.kind === 'keychain-locked') {
    return { ...shown, email: null, problem: 'unavailable' };
  }
  return shown;
}
