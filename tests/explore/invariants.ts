import type { LiveSession } from '../../src/main/auth/session/core/state.ts';
import type { Act } from './act.ts';
import { sessionOf } from './choices.ts';
import { familyOf, generationOf, isAccepted, personOf, users, type World } from './world.ts';

/** What must hold after every step, by name; a name is given where it does not. */
export const invariants = {
  'signed out only by a refused refresh or the user': isSignOutJustified,
  'one refresh in flight': ({ after }) =>
    after.requests.filter(({ kind }) => kind === 'refresh').length <= 1,
  'no token is spent that is known to be stale': isFresh,
  'the vault holds the current token': isVaultCurrent,
  'after a sign-out nothing of the user remains': isNothingLeft,
  "no user's data beside another user's token": isOwnProfile,
  'the session of another copy is left alone': isOtherLeftAlone,
  'a session that lives is not revoked': isNotRevoked,
  'an unverified session has a next attempt': hasNextAttempt,
  'there is a way on': hasWayOn,
} as const satisfies Record<string, (act: Act) => boolean>;

export type InvariantName = keyof typeof invariants;

const names = Object.keys(invariants) as InvariantName[];

/** The first invariant that the step breaks; null if it keeps them all. */
export function brokenBy(act: Act): InvariantName | null {
  return names.find((name) => !invariants[name](act)) ?? null;
}

function isSignOutJustified({ choice: { event }, before, after }: Act): boolean {
  const { phase } = after.core;
  const ended = sessionOf(before);
  if (phase.kind !== 'signed-out' || event === null) {
    return true;
  }
  if (ended !== null) {
    if (event.type === 'sign-out') {
      return phase.reason === 'user';
    }
    const isRefused =
      (event.type === 'refreshed' && event.answer.kind === 'refused') ||
      (event.type === 'keychain-read' && ended.renewal.kind === 'looking');
    return isRefused && phase.reason !== 'user' && !hasNewerToken(before, ended);
  }
  // At a start: only where the settings say so, or the keychain works and has no token.
  if (before.core.phase.kind === 'starting' && event.type === 'keychain-read') {
    return phase.reason === null
      ? before.settings.marker === null
      : phase.reason === 'keychain-lost' && before.keychain.token === null;
  }
  return true;
}

/** The keychain holds another token, which the server would take, and can be read. */
function hasNewerToken(world: World, { refreshToken, storage }: LiveSession): boolean {
  const { token, mood } = world.keychain;
  return (
    storage === 'keychain' &&
    mood === 'working' &&
    world.tasks.length === 0 &&
    token !== null &&
    token !== refreshToken &&
    isAccepted(world, token)
  );
}

function isFresh({ after, effects }: Act): boolean {
  return effects.every(
    (effect) =>
      effect.type !== 'refresh' ||
      generationOf(effect.token) >= (after.ghost.known[familyOf(effect.token)] ?? 0),
  );
}

function isVaultCurrent({ after }: Act): boolean {
  const { core, tasks, keychain, ghost } = after;
  if (core.phase.kind !== 'live' || tasks.length > 0 || ghost.isShared) {
    return true;
  }
  const { storage, refreshToken, name, isOfAnother } = core.phase.session;
  if (storage === 'memory') {
    return true;
  }
  const isMarked = ghost.hadTrouble || isOfAnother || keychain.canary === name;
  return keychain.token === refreshToken && isMarked;
}

function isNothingLeft({ after: { core, tasks, keychain, ghost, settings } }: Act): boolean {
  const { phase } = core;
  if (phase.kind !== 'signed-out' || phase.reason === null) {
    return true;
  }
  const isWritten = settings.marker !== null || settings.profile !== null;
  if (core.record.marker !== null || core.record.profile !== null) {
    return false;
  }
  if (isWritten && !ghost.isOutdated) {
    return false;
  }
  if (phase.reading !== null || phase.form !== null || tasks.length > 0) {
    return true;
  }
  if (ghost.hadTrouble || ghost.isShared) {
    return true;
  }
  return keychain.token === null && keychain.canary === null;
}

function isOwnProfile({ after }: Act): boolean {
  const { core, tasks, keychain, settings, ghost } = after;
  const session = core.phase.kind === 'live' ? core.phase.session : null;
  if (session?.user) {
    if (session.user.id !== idOf(after, session.refreshToken)) {
      return false;
    }
  }
  const { marker, profile } = settings;
  const isDrawn = marker !== null && profile !== null && keychain.canary === marker.storedAt;
  if (!isDrawn || tasks.length > 0 || ghost.isShared || keychain.token === null) {
    return true;
  }
  return profile.id === idOf(after, keychain.token);
}

/** What another copy has stored is still there, unless this one was asked to replace it. */
function isOtherLeftAlone({ after: { ghost, keychain } }: Act): boolean {
  const { other } = ghost;
  return other === null || (keychain.token !== null && familyOf(keychain.token) === other);
}

/** The server is never told of a sign-out that did not happen. */
function isNotRevoked({ after }: Act): boolean {
  const session = sessionOf(after);
  if (session === null) {
    return true;
  }
  return !after.revocations.some((token) => familyOf(token) === familyOf(session.refreshToken));
}

function idOf(world: World, token: string): string | number | undefined {
  const person = personOf(world, token);
  return person && users[person].id;
}

function hasNextAttempt({ after }: Act): boolean {
  const { phase } = after.core;
  if (phase.kind !== 'live') {
    return true;
  }
  const { attempt, link } = phase.session;
  if (after.timers.attempt) {
    return true;
  }
  return (attempt !== null || link.kind === 'online') && isUnderWay(after, phase.session);
}

/** Something that was asked for will be answered. */
function isUnderWay({ requests, tasks }: World, { renewal, profile, write }: LiveSession): boolean {
  const isWritten = tasks.some((task) => task.kind === 'write' && task.ticket === write);
  const isPending = (ticket: number) =>
    requests.some((request) => request.ticket === ticket) ||
    tasks.some((task) => task.kind === 'read' && task.ticket === ticket);
  if (renewal.kind === 'keeping') {
    return isWritten;
  }
  if (renewal.kind !== 'idle') {
    return isPending(renewal.ticket);
  }
  return profile.kind === 'asking' && isPending(profile.ticket);
}

function hasWayOn({ after }: Act): boolean {
  const { core, tasks, form } = after;
  const { phase } = core;
  switch (phase.kind) {
    case 'live': {
      const { waiting, renewal } = phase.session;
      if (waiting.length > 0 && renewal.kind === 'idle') {
        return false;
      }
      return renewal.kind === 'idle' || isUnderWay(after, phase.session);
    }
    case 'storing':
      return tasks.some((task) => task.kind === 'write' && task.ticket === phase.session.write);
    case 'starting': {
      const { reading } = phase;
      const isRead = tasks.some((task) => task.kind === 'read' && task.ticket === reading?.ticket);
      return phase.form !== null ? form !== null : isRead;
    }
    default:
      return phase.form === null || form !== null;
  }
}
