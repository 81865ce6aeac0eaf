import type { SessionName, StoredToken } from '../../../src/main/auth/tokens/token-store.ts';
import {
  type Choice,
  damaged,
  happen,
  isUnknown,
  namedBySettings,
  type VaultTask,
  type World,
} from '../world.ts';

// What the keychain does with what it was asked for, and its moods.

export function vaultOutcomes(world: World): Choice[] {
  const [task, ...rest] = world.tasks;
  if (task === undefined) {
    return [];
  }
  const slow = world.tasks.flatMap((each) => slowly(world, each));
  if (world.keychain.mood === 'hanging') {
    return slow;
  }
  return [...carryOut({ ...world, tasks: rest }, task), ...slow];
}

function slowly(world: World, task: VaultTask): Choice[] {
  if ((task.kind !== 'read' && task.kind !== 'write') || task.isSlow) {
    return [];
  }
  const tasks = world.tasks.map((each) => (each === task ? { ...task, isSlow: true } : each));
  const { ticket } = task;
  return [
    happen(
      `the keychain takes over 3 s to ${task.kind}`,
      { ...world, tasks },
      task.kind === 'read'
        ? { type: 'keychain-slow', ticket }
        : { type: 'stored', ticket, storage: 'memory', isSlow: true },
    ),
  ];
}

/** A later wish for the same entry takes the place of one that has not begun. */
function isSuperseded(world: World, entry: 'write' | 'mark'): boolean {
  return world.tasks.some(({ kind }) => kind === entry || kind === 'remove');
}

/** Another copy's session is left alone (token-store.ts). */
function isTaken({ keychain: { token, canary } }: World, task: VaultTask): boolean {
  if (task.kind === 'mark') {
    return token !== task.token;
  }
  if (task.kind === 'remove') {
    const isNamed = canary === null ? task.own.isUnnamed : canary === task.own.name;
    return token !== null && !task.own.tokens.includes(token) && !isNamed;
  }
  if (!('own' in task) || task.own === null) {
    return false;
  }
  const isOwn = token !== null && task.own.tokens.includes(token);
  return canary !== null && canary !== task.own.name && !isOwn;
}

/** Before a write that replaces whatever is there, the name goes; a full keychain can do that too. */
function unnamed({ keychain, tasks }: World, task: VaultTask): World['keychain'] {
  const isReplacing = task.kind === 'write' && task.own === null;
  const isAble = keychain.mood === 'working' || keychain.mood === 'full';
  const isLate = tasks.some(({ kind }) => kind === 'mark' || kind === 'remove');
  return isReplacing && isAble && !isLate ? { ...keychain, canary: null } : keychain;
}

/** What the keychain does when it does it; also for a process that is gone by then. */
export function apply(world: World, task: VaultTask): World {
  const { mood } = world.keychain;
  const keychain = unnamed(world, task);
  if (
    mood === 'locked' ||
    mood === 'refusing' ||
    (mood === 'full' && (task.kind === 'write' || task.kind === 'mark'))
  ) {
    return { ...world, keychain, ghost: { ...world.ghost, hadTrouble: true } };
  }
  if (task.kind === 'read' || task.kind === 'name' || isTaken(world, task)) {
    return world;
  }
  if (task.kind === 'remove') {
    const token = isSuperseded(world, 'write') ? keychain.token : null;
    const canary = isSuperseded(world, 'mark') ? keychain.canary : null;
    return { ...world, keychain: { ...keychain, token, canary } };
  }
  if (isSuperseded(world, task.kind)) {
    return { ...world, keychain };
  }
  return task.kind === 'write'
    ? {
        ...world,
        keychain: { ...keychain, token: task.token },
      }
    : { ...world, keychain: { ...keychain, canary: task.name } };
}

function carryOut(world: World, task: VaultTask): Choice[] {
  const after = apply(world, task);
  switch (task.kind) {
    case 'read': {
      const stored = readOf(world);
      return [
        happen(`the keychain reads: ${stored.kind}`, after, {
          type: 'keychain-read',
          ticket: task.ticket,
          stored,
        }),
      ];
    }
    case 'name': {
      const name = nameOf(world);
      return [
        happen(
          `the keychain names the session: ${typeof name === 'number' ? 'found' : name}`,
          after,
          {
            type: 'name-read',
            run: task.run,
            name,
          },
        ),
      ];
    }
    case 'write': {
      const isDone = world.keychain.mood === 'working' && !isSuperseded(world, 'write');
      const isOther = isDone && isTaken(world, task);
      const isStored = isDone && !isOther;
      return [
        happen(`the keychain ${isStored ? 'takes' : 'does not take'} the token`, after, {
          type: 'stored',
          ticket: task.ticket,
          storage: isOther ? 'taken' : isStored ? 'keychain' : 'memory',
          isSlow: task.isSlow,
        }),
      ];
    }
    default:
      return [happen(`the keychain is done with: ${task.kind}`, after)];
  }
}

function readOf(world: World): StoredToken {
  const { mood, token, canary } = world.keychain;
  if (mood === 'refusing') {
    return { kind: 'unavailable' };
  }
  if (mood === 'locked') {
    return { kind: 'absent' };
  }
  if (token === damaged.garbage) {
    return { kind: 'lost' };
  }
  if (token !== null) {
    const name = namedBySettings(world, token);
    if (name !== null) {
      return { kind: 'found', token, session: name, isUnchecked: true };
    }
    const found = { kind: 'found', token, session: canary ?? 'absent' } as const;
    return isUnknown(world, token) ? { ...found, isUnknown: true } : found;
  }
  return { kind: canary === null ? 'absent' : 'lost' };
}

function nameOf({ keychain: { mood, canary } }: World): SessionName {
  if (mood === 'refusing') {
    return 'unreadable';
  }
  return mood === 'locked' || canary === null ? 'absent' : canary;
}

export function keychainMoods(world: World): Choice[] {
  const { keychain } = world;
  const turn = (mood: World['keychain']['mood']) =>
    happen(`the keychain is ${mood}`, { ...world, keychain: { ...keychain, mood } });
  return keychain.mood === 'working'
    ? [turn('locked'), turn('refusing'), turn('hanging'), turn('full')]
    : [turn('working')];
}
