import type { User } from '@mytone/shared/user.ts';
import type { LiveSession } from '../../src/main/auth/session/core/state.ts';
import type { Act } from './act.ts';
import {
  damaged,
  familyOf,
  generationOf,
  isAccepted,
  isShownOnline,
  isUnknown,
  personOf,
  sessionOf,
  users,
  type World,
} from './world.ts';

/** What must hold after every step, by name; a name is given where it does not. */
export const invariants = {
  'signed out only by a refused refresh or the user': isSignOutJustified,
  'one refresh in flight': ({ after }) =>
    after.requests.filter(({ kind }) => kind === 'refresh').length <= 1,
  'no token is spent that is known to be stale': isFresh,
  'no unconfirmed profile under another name': isNameChecked,
  'the vault holds the current token': isVaultCurrent,
  'after a sign-out nothing of the user remains': isNothingLeft,
  "no user's data beside another user's token": isOwnProfile,
  'no profile beside a token that the settings do not know': isKnownBeforeShown,
  'the settings know the stored token': isStoredTokenKnown,
  'the reason is the true one': isReasonTrue,
  'the session of another copy is left alone': isOtherLeftAlone,
  'a session that lives is not revoked': isNotRevoked,
  'an unverified session has a next attempt': hasNextAttempt,
  'what is shown as online was confirmed since the last failure': isOnlineConfirmed,
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
      : phase.reason === 'keychain-lost' && !isToken(before.keychain.token);
  }
  return true;
}

function isToken(stored: string | null): boolean {
  return stored !== null && stored !== damaged.garbage;
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
  // Garbage, and the name beside it, are nobody's: the next sign-in replaces them.
  if (ghost.hadTrouble || ghost.isShared || keychain.token === damaged.garbage) {
    return true;
  }
  return keychain.token === null && keychain.canary === null;
}

function isOwnProfile({ after }: Act): boolean {
  const { core, tasks, keychain, settings, ghost } = after;
  const session = core.phase.kind === 'live' ? core.phase.session : null;
  if (session?.user) {
    if (!mayBelongTo(after, session.user, session.refreshToken)) {
      return false;
    }
  }
  const { marker, profile } = settings;
  const isDrawn = marker !== null && profile !== null && keychain.canary === marker.storedAt;
  if (!isDrawn || tasks.length > 0 || ghost.isShared || keychain.token === null) {
    return true;
  }
  return isUnknown(after, keychain.token) || mayBelongTo(after, profile, keychain.token);
}

/** What the keychain names the session, read after the profile was drawn. */
function isNameChecked({ choice: { event }, before, after }: Act): boolean {
  const session = sessionOf(after);
  if (event?.type !== 'name-read' || session?.run !== event.run || session.storage === 'memory') {
    return true;
  }
  const isSame = event.name === 'unreadable' || event.name === sessionOf(before)?.name;
  return isSame || session.user === null || session.profile.kind === 'confirmed';
}

/** True for a damaged token too, which is nobody's: without a checksum, nothing tells it. */
function mayBelongTo(world: World, { id }: User, token: string): boolean {
  const person = personOf(world, token);
  return person === undefined || users[person].id === id;
}

/** A start draws the cached profile only beside a token that was stored from these settings. */
function isKnownBeforeShown({ choice: { event }, before, effects }: Act): boolean {
  if (event?.type !== 'keychain-read' || sessionOf(before) !== null) {
    return true;
  }
  const { token } = before.keychain;
  const isShown = effects.some(
    (effect) => effect.type === 'show' && effect.state.kind === 'signed-in',
  );
  return !isShown || token === null || !isUnknown(before, token);
}

/** What is kept as this computer's own session is recognised by the next start. */
function isStoredTokenKnown({ after }: Act): boolean {
  const { phase } = after.core;
  if (phase.kind !== 'live' || after.ghost.isShared) {
    return true;
  }
  const { storage, isOfAnother, refreshToken } = phase.session;
  return storage === 'memory' || isOfAnother || !isUnknown(after, refreshToken);
}

/**
 * Lost is said of a token that the settings do not know and the server never took, ended from
 * elsewhere of any other (docs/session.md, "Reasons for being signed out").
 */
function isReasonTrue({ choice: { event }, before, after: { core } }: Act): boolean {
  const ended = sessionOf(before);
  if (ended === null || core.phase.kind !== 'signed-out' || event?.type === 'sign-out') {
    return true;
  }
  const { access, refreshToken, renewal } = ended;
  const isAdopted = renewal.kind === 'refreshing' && renewal.isAdopted;
  const isLost = access === null && !isAdopted && isUnknown(before, refreshToken);
  return (core.phase.reason === 'keychain-lost') === isLost;
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

function isOnlineConfirmed({ before, after }: Act): boolean {
  return !isShownOnline(after) || isShownOnline(before) || after.ghost.isConfirmed;
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
