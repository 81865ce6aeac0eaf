import type { Effect, Event, State } from '../../src/main/auth/session/core/state.ts';
import {
  type Choice,
  familyOf,
  generationOf,
  type Happening,
  nextName,
  now,
  sessionOf,
  type VaultTask,
  type World,
} from './world.ts';

export type Step = (
  state: State,
  event: Event,
) => { readonly state: State; readonly effects: readonly Effect[] };

/** What was done: the world after it, and what the core did. */
export interface Act {
  readonly choice: Choice;
  readonly before: World;
  readonly after: World;
  readonly effects: readonly Effect[];
}

/** Makes one choice: the core hears of it, and what it asks for is on its way. */
export function act(choice: Choice, step: Step): Act {
  const { world: before, event } = choice;
  if (event === null) {
    return { choice, before, after: before, effects: [] };
  }
  const at = { wall: nextName(before), server: now, chance: 0 };
  const { state, effects } = step(before.core, { ...event, at });
  // The core writes checksums only to remove them; the token store notes them.
  const known = event.type === 'start' ? event.record : before.core.record;
  const isStored = event.type === 'stored';
  const task = isStored ? writeOf(before, event.ticket) : undefined;
  let after = endRun(before, noteChecksums({ ...before, core: state }, known));
  after = { ...after, ghost: { ...after.ghost, isConfirmed: isConfirmed(before, event) } };
  if (isStored && task !== undefined) {
    after = learn(after, task);
  }
  for (const effect of effects) {
    after = perform(after, effect);
  }
  return { choice, before, after: adopt(forgetTrouble(after)), effects };
}

/** What the API has said of the session last: a sign-in is an answer too. */
function isConfirmed(before: World, event: Happening): boolean {
  const { ghost } = before;
  switch (event.type) {
    case 'keychain-read':
      // May begin a session; during a sign-in it does not.
      return ghost.isConfirmed && sessionOf(before) !== null;
    case 'form-answered':
      return true;
    case 'woken':
      return ghost.isConfirmed && event.answer.kind === 'success';
    case 'refreshed':
    case 'profile-told':
      return event.answer.kind === 'success';
    default:
      return ghost.isConfirmed;
  }
}

/** The keychain holds exactly the current session: what went wrong before does not matter. */
function forgetTrouble(world: World): World {
  const { core, tasks, keychain, ghost } = world;
  if (!ghost.hadTrouble || core.phase.kind !== 'live' || tasks.length > 0) {
    return world;
  }
  const { storage, refreshToken, name } = core.phase.session;
  const isExact = keychain.token === refreshToken && keychain.canary === name;
  return storage === 'keychain' && isExact
    ? { ...world, ghost: { ...ghost, hadTrouble: false } }
    : world;
}

/** The session of the other copy has become this one's. */
function adopt(world: World): World {
  const session = sessionOf(world);
  return session !== null && familyOf(session.refreshToken) === world.ghost.other
    ? { ...world, ghost: { ...world.ghost, other: null } }
    : world;
}

/** Requests and timers end with their session; the keychain does what it was asked for. */
function endRun(before: World, after: World): World {
  if (sessionOf(before)?.run === sessionOf(after)?.run) {
    return after;
  }
  return { ...after, requests: [], timers: { attempt: false, store: false } };
}

function writeOf({ core: { phase } }: World, ticket: number): string | undefined {
  if (phase.kind !== 'live' && phase.kind !== 'storing') {
    return undefined;
  }
  return phase.session.write === ticket ? phase.session.refreshToken : undefined;
}

/** From here on this copy knows that older tokens of the family are stale. */
function learn(world: World, token: string): World {
  const family = familyOf(token);
  const known = Math.max(world.ghost.known[family] ?? 0, generationOf(token));
  return { ...world, ghost: { ...world.ghost, known: { ...world.ghost.known, [family]: known } } };
}

function noteChecksums(
  world: World,
  { tokenChecksums, tokenSession }: Pick<World['settings'], 'tokenChecksums' | 'tokenSession'>,
): World {
  const { core } = world;
  return { ...world, core: { ...core, record: { ...core.record, tokenChecksums, tokenSession } } };
}

/** Before a write, and beside a name: the token and the one before it (token-store.ts). */
function noteChecksum(world: World, token: string, tokenSession: number | null): World {
  const { tokenChecksums: known, tokenSession: knownSession } = world.core.record;
  const isKnown = known.at(-1) === token;
  const tokenChecksums = isKnown ? known : [...known.slice(-1), token];
  return isKnown && knownSession === tokenSession
    ? world
    : writeSettings(noteChecksums(world, { tokenChecksums, tokenSession }));
}

function writeSettings(world: World): World {
  const { areSettingsWritable, core, settings, ghost } = world;
  return {
    ...world,
    settings: areSettingsWritable ? core.record : settings,
    ghost: { ...ghost, isOutdated: !areSettingsWritable },
  };
}

function perform(world: World, effect: Effect): World {
  const ask = (task: VaultTask, from = world): World => ({
    ...from,
    tasks: [...from.tasks, task],
  });
  const send = (request: World['requests'][number]): World => ({
    ...world,
    requests: [...world.requests, request],
  });
  switch (effect.type) {
    case 'record':
      return writeSettings(
        noteChecksums(world, {
          ...world.core.record,
          ...effect.change,
        }),
      );
    case 'read':
      return ask({ kind: 'read', ticket: effect.ticket, isSlow: false });
    case 'check-name':
      return ask({ kind: 'name', run: effect.run });
    case 'write': {
      const { ticket, token, own } = effect;
      const task: VaultTask = { kind: 'write', ticket, token, own, isSlow: false };
      const isReplacing = sessionOf(world)?.name === null;
      return ask(
        task,
        noteChecksum(isReplacing ? replaceOther(world) : world, token, own?.name ?? null),
      );
    }
    case 'mark': {
      const { name, token } = effect;
      return ask({ kind: 'mark', name, token }, noteChecksum(world, token, name));
    }
    case 'remove':
      return revoke(ask({ kind: 'remove', own: effect.own }), effect.revoke);
    case 'revoke':
      return revoke(world, effect.token);
    case 'submit':
      return replaceOther(world);
    case 'wake':
      return send({ kind: 'wake', ticket: effect.ticket });
    case 'refresh':
      return send({ kind: 'refresh', ticket: effect.ticket, token: effect.token });
    case 'ask-profile':
      return send({ kind: 'profile', ticket: effect.ticket, access: effect.token });
    case 'timer':
      return { ...world, timers: { ...world.timers, attempt: effect.delayMs !== null } };
    case 'store-timer':
      return { ...world, timers: { ...world.timers, store: effect.delayMs !== null } };
    default:
      return world;
  }
}

/** A sign-in replaces whatever is stored, and so does a session that has no name there. */
function replaceOther(world: World): World {
  return { ...world, ghost: { ...world.ghost, other: null } };
}

/** The server is told sooner or later (choices/server.ts). */
function revoke(world: World, token: string | null): World {
  return token === null || world.revocations.includes(token)
    ? world
    : { ...world, revocations: [...world.revocations, token] };
}
