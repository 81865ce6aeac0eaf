import type { ApiAnswer } from '../../src/main/auth/api/api-answer.ts';
import { emptySessionRecord } from '../../src/main/auth/ports.ts';
import { initialState } from '../../src/main/auth/session/core/machine.ts';
import type { LiveSession } from '../../src/main/auth/session/core/state.ts';
import type { AccessToken } from '../../src/main/auth/tokens/access-token.ts';
import type { StoredToken } from '../../src/main/auth/tokens/token-store.ts';
import {
  type Choice,
  damaged,
  familyOf,
  foreignToken,
  type Happening,
  isAccepted,
  isUnknown,
  now,
  type Person,
  personOf,
  type Request,
  users,
  type VaultTask,
  type World,
} from './world.ts';

/** Everything that can happen next, always in the same order. */
export function choicesOf(world: World): Choice[] {
  if (world.core.tickets === 0) {
    return [startWith('start', world)];
  }
  return [
    ...world.requests.flatMap((request) => responsesTo(world, request)),
    ...formOutcomes(world),
    ...vaultOutcomes(world),
    ...timers(world),
    ...people(world),
    ...passages(world),
    ...serverWhims(world),
    ...revocations(world),
    ...settingsMoods(world),
    ...keychainMoods(world),
    ...otherCopies(world),
    ...otherPrograms(world),
    ...crashes(world),
  ];
}

function happen(label: string, world: World, event: Happening | null = null): Choice {
  return { label, world, event };
}

export function sessionOf({ core: { phase } }: World): LiveSession | null {
  return phase.kind === 'live' || phase.kind === 'storing' ? phase.session : null;
}

// The server

const never: ApiAnswer<never> = {
  kind: 'no-answer',
  cause: 'network',
  status: null,
  mayHaveBeenHandled: false,
  retryAfterMs: null,
};
const lost: ApiAnswer<never> = { ...never, mayHaveBeenHandled: true };
const busy: ApiAnswer<never> = { ...lost, cause: 'busy', status: 429, retryAfterMs: 60_000 };
const refused: ApiAnswer<never> = {
  kind: 'refused',
  status: 401,
  detail: 'no',
  retryAfterMs: null,
};
const forbidden: ApiAnswer<never> = { ...refused, status: 403 };

function accessOf(family: string): AccessToken {
  // Its value differs from any that is known (canonical.ts renames it).
  return { value: `${family}.new`, expiresAt: now + 900_000, renewAt: now + 810_000 };
}

function responsesTo(world: World, request: Request): Choice[] {
  const { ticket } = request;
  const after = { ...world, requests: world.requests.filter((each) => each !== request) };
  switch (request.kind) {
    case 'wake':
      return [
        happen('the host is awake', after, {
          type: 'woken',
          ticket,
          answer: { kind: 'success', value: null },
        }),
        happen('nobody is reached', after, { type: 'woken', ticket, answer: never }),
      ];
    case 'refresh':
      return refreshed(after, request);
    case 'profile':
      return profileTold(after, request);
  }
}

function refreshed(world: World, { ticket, token }: Request & { kind: 'refresh' }): Choice[] {
  const answered = (label: string, after: World, answer: ApiAnswer<never>) =>
    happen(label, after, { type: 'refreshed', ticket, answer });
  const unheard = [
    answered('the refresh never reaches the server', world, never),
    answered('the refresh is put off', world, busy),
  ];
  if (!isAccepted(world, token)) {
    return [answered('the refresh is refused', world, refused), ...unheard];
  }
  const family = familyOf(token);
  const access = accessOf(family);
  const rotated = rotate(world, token);
  return [
    happen('the refresh succeeds, with a new token', rotated, {
      type: 'refreshed',
      ticket,
      answer: { kind: 'success', value: { access, refreshToken: newest(rotated, family) } },
    }),
    happen('the refresh succeeds, without a new token', world, {
      type: 'refreshed',
      ticket,
      answer: { kind: 'success', value: { access, refreshToken: null } },
    }),
    answered('the refresh succeeds, the response is lost', rotated, lost),
    ...unheard,
  ];
}

/** The predecessor of a token is answered with that token again. */
function rotate(world: World, token: string): World {
  const name = familyOf(token);
  const family = world.families[name];
  if (family === undefined || newest(world, name) !== token) {
    return world;
  }
  const next = { ...family, current: family.current + 1, isInGrace: true };
  return { ...world, families: { ...world.families, [name]: next } };
}

function newest({ families }: World, name: string): string {
  return `${name}.${families[name]?.current ?? 0}`;
}

function profileTold(world: World, { ticket, access }: Request & { kind: 'profile' }): Choice[] {
  const person = personOf(world, access);
  const told = (label: string, answer: ApiAnswer<(typeof users)[Person]>) =>
    happen(label, world, { type: 'profile-told', ticket, answer });
  const isValid = person !== undefined && world.families[familyOf(access)]?.isRevoked === false;
  return [
    ...(isValid ? [told('the profile is told', { kind: 'success', value: users[person] })] : []),
    told('the access token is refused', refused),
    told('the profile is forbidden', forbidden),
    told('the profile is not reached', never),
  ];
}

function formOutcomes(world: World): Choice[] {
  const { form } = world;
  if (form === null) {
    return [];
  }
  const after = { ...world, form: null };
  const name = freeFamily(world);
  const opened: World = {
    ...after,
    families: {
      ...world.families,
      [name]: { person: form.person, current: 0, isInGrace: false, isRevoked: false },
    },
  };
  const signedIn = (label: string, user: (typeof users)[Person] | null) =>
    happen(label, opened, {
      type: 'form-answered',
      form: form.id,
      outcome: {
        ok: true,
        value: { access: accessOf(name), refreshToken: `${name}.0`, user },
      },
    });
  return [
    signedIn(`${form.person} is signed in`, users[form.person]),
    signedIn(`${form.person} is signed in, without a profile`, null),
    happen('the sign-in fails', after, {
      type: 'form-answered',
      form: form.id,
      outcome: { ok: false, error: { code: 'unreachable', cause: 'network' } },
    }),
  ];
}

function freeFamily({ families }: World): string {
  return ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].find((name) => !(name in families)) ?? 'z';
}

function serverWhims(world: World): Choice[] {
  return Object.entries(world.families).flatMap(([name, family]) => {
    const become = (change: Partial<typeof family>) => ({
      ...world,
      families: { ...world.families, [name]: { ...family, ...change } },
    });
    return [
      ...(family.isRevoked
        ? []
        : [happen(`the server ends ${family.person}'s session`, become({ isRevoked: true }))]),
      ...(family.isInGrace
        ? [happen('the grace of the old token ends', become({ isInGrace: false }))]
        : []),
    ];
  });
}

function revokeAll({ families, revocations: tokens }: World): World['families'] {
  const names = new Set(tokens.map(familyOf));
  return Object.fromEntries(
    Object.entries(families).map(([name, family]) => [
      name,
      names.has(name) ? { ...family, isRevoked: true } : family,
    ]),
  );
}

/** The server hears of the oldest sign-out, which may take as long as the network is away. */
function revocations(world: World): Choice[] {
  const [token, ...rest] = world.revocations;
  if (token === undefined) {
    return [];
  }
  const name = familyOf(token);
  const family = world.families[name];
  const families = family && { ...world.families, [name]: { ...family, isRevoked: true } };
  return [
    happen('the server hears of a sign-out', {
      ...world,
      revocations: rest,
      families: families ?? world.families,
    }),
  ];
}

/** A full disk, or a file that may not be written; and the end of that. */
function settingsMoods(world: World): Choice[] {
  const { areSettingsWritable } = world;
  return [
    happen(`the settings can${areSettingsWritable ? 'not' : ''} be written`, {
      ...world,
      areSettingsWritable: !areSettingsWritable,
    }),
  ];
}

// The keychain

function vaultOutcomes(world: World): Choice[] {
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
  if (task.kind === 'read' || task.own === null) {
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
function apply(world: World, task: VaultTask): World {
  const { mood } = world.keychain;
  const keychain = unnamed(world, task);
  if (
    mood === 'locked' ||
    mood === 'refusing' ||
    (mood === 'full' && task.kind !== 'remove' && task.kind !== 'read')
  ) {
    return { ...world, keychain, ghost: { ...world.ghost, hadTrouble: true } };
  }
  if (task.kind === 'read' || isTaken(world, task)) {
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
    const found = { kind: 'found', token, session: canary ?? 'absent' } as const;
    return isUnknown(world, token) ? { ...found, isUnknown: true } : found;
  }
  return { kind: canary === null ? 'absent' : 'lost' };
}

function keychainMoods(world: World): Choice[] {
  const { keychain } = world;
  const turn = (mood: World['keychain']['mood']) =>
    happen(`the keychain is ${mood}`, { ...world, keychain: { ...keychain, mood } });
  return keychain.mood === 'working'
    ? [turn('locked'), turn('refusing'), turn('hanging'), turn('full')]
    : [turn('working')];
}

function otherCopies(world: World): Choice[] {
  const { keychain, ghost, tasks } = world;
  if (keychain.token === null || ghost.isShared) {
    return [];
  }
  const shared = { ...ghost, isShared: true };
  const name = freeFamily(world);
  const asMarie: World = {
    ...world,
    ghost: { ...shared, other: mayBeReplaced(world) ? null : name },
    keychain: { ...keychain, token: `${name}.0`, canary: nextName(world) },
    families: {
      ...world.families,
      [name]: { person: 'marie', current: 0, isInGrace: false, isRevoked: false },
    },
  };
  const signIn = happen('another copy signs in as marie', asMarie);
  if (!isAccepted(world, keychain.token) || tasks.length > 0) {
    return [signIn];
  }
  const rotated = rotate(world, keychain.token);
  const token = newest(rotated, familyOf(keychain.token));
  const renewed = { ...rotated, ghost: shared, keychain: { ...keychain, token } };
  return [happen('another copy renews the token', renewed), signIn];
}

/** The entry is truncated, or something else is written there. */
function otherPrograms(world: World): Choice[] {
  const { keychain, ghost } = world;
  if (keychain.token === null || ghost.isShared) {
    return [];
  }
  const become = (token: string): World => ({
    ...world,
    keychain: { ...keychain, token },
    ghost: { ...ghost, isShared: true },
  });
  return [
    happen("the keychain's entry is truncated", become(damaged.token)),
    happen("the keychain's entry becomes garbage", become(damaged.garbage)),
  ];
}

/**
 * A sign-in that is being stored here replaces what another copy stored; and a look for what a
 * session left behind, of which nobody knows the name, cannot tell the two apart.
 */
function mayBeReplaced({ tasks, core: { phase, record } }: World): boolean {
  const isSweeping = phase.kind === 'signed-out' && phase.reading !== null;
  return (
    tasks.some((task) => task.kind === 'write' && task.own === null) ||
    (isSweeping && record.endedSession === null)
  );
}

/** A name that no session has: names are times, and time goes on. */
export function nextName(world: World): number {
  const { core, settings, backup, keychain, tasks } = world;
  const names = [
    settings.marker?.storedAt,
    settings.endedSession,
    backup?.marker?.storedAt,
    backup?.endedSession,
    keychain.canary,
    sessionOf(world)?.name,
    core.record.marker?.storedAt,
    core.record.endedSession,
    ...tasks.map((task) => {
      if (task.kind === 'mark') {
        return task.name;
      }
      return task.kind === 'read' ? null : task.own?.name;
    }),
  ];
  return Math.max(...names.map((name) => name ?? 0)) + 1;
}

// People, timers and the passing of time

function timers({ timers: { attempt, store }, ...world }: World): Choice[] {
  const after = (change: Partial<World['timers']>): World => ({
    ...world,
    timers: { attempt, store, ...change },
  });
  return [
    ...(attempt ? [happen('the timer is due', after({ attempt: false }), { type: 'timer' })] : []),
    ...(store
      ? [
          happen('the timer of the keychain is due', after({ store: false }), {
            type: 'store-timer',
          }),
        ]
      : []),
  ];
}

function people(world: World): Choice[] {
  const { phase } = world.core;
  const isOpen = phase.kind !== 'live' && phase.kind !== 'storing' && phase.form === null;
  const retry = (cause: 'user' | 'resume' | 'network-up') =>
    happen(`retry: ${cause}`, world, { type: 'retry', cause });
  const session = phase.kind === 'live' ? phase.session : null;
  const wanted = (refused: string | null) =>
    happen(`a call needs a token, after ${refused === null ? 'none' : 'a 401'}`, world, {
      type: 'token-wanted',
      call: 1,
      refused,
    });
  return [
    ...(isOpen
      ? (['jean', 'marie'] as const).map((person) =>
          happen(
            `${person} signs in`,
            { ...world, form: { id: 1, person } },
            { type: 'form-submitted', form: 1 },
          ),
        )
      : []),
    happen('sign out', world, { type: 'sign-out' }),
    ...(isOpen ? [] : [happen('cancel', world, { type: 'form-cancelled' })]),
    retry('user'),
    retry('resume'),
    retry('network-up'),
    ...(session?.waiting.length === 0
      ? [wanted(null), ...(session.access === null ? [] : [wanted(session.access.token.value)])]
      : []),
  ];
}

function passages(world: World): Choice[] {
  const { phase } = world.core;
  if (phase.kind !== 'live') {
    return [];
  }
  const { session } = phase;
  const age = (label: string, change: Partial<LiveSession>) =>
    happen(label, {
      ...world,
      core: { ...world.core, phase: { kind: 'live', session: { ...session, ...change } } },
    });
  const { access } = session;
  const old = { awakeUntil: 0, failed: session.failed && { ...session.failed, until: 0 } };
  return [
    ...(session.awakeUntil > now || (session.failed?.until ?? 0) > now
      ? [age('some minutes pass', old)]
      : []),
    ...(access !== null && access.renewAt > now
      ? [age('the access token is due', { ...old, access: { ...access, renewAt: now - 1 } })]
      : []),
    ...(access !== null && (access.token.expiresAt ?? 0) > now
      ? [
          age('the access token expires', {
            ...old,
            access: {
              token: { ...access.token, expiresAt: now - 1 },
              renewAt: now - 1,
              receivedAt: now - 900_000,
            },
          }),
        ]
      : []),
  ];
}

// The end of the process, at any moment

function crashes(world: World): Choice[] {
  const refresh = world.requests.find((request) => request.kind === 'refresh');
  const [task] = world.tasks;
  const gone: World = {
    ...world,
    core: initialState,
    timers: { attempt: false, store: false },
    requests: [],
    form: null,
    tasks: [],
  };
  const handled =
    refresh?.kind === 'refresh' && isAccepted(world, refresh.token)
      ? rotate(gone, refresh.token)
      : null;
  const { backup } = world;
  const isLive = world.core.phase.kind === 'live';
  return [
    startWith('crash and start', gone),
    ...damagedSettings(gone),
    ...(handled ? [startWith('crash after the server rotated, and start', handled)] : []),
    ...(task !== undefined && task.kind !== 'read'
      ? [startWith(`crash after the keychain's ${task.kind}, and start`, apply(gone, task))]
      : []),
    ...(backup !== null
      ? [startWith('crash, the settings come from a backup, and start', withSettings(gone, backup))]
      : isLive
        ? [happen('the settings are backed up', { ...world, backup: world.settings })]
        : []),
  ];
}

function withSettings(world: World, settings: World['settings']): World {
  return { ...world, settings, ghost: { ...world.ghost, isOutdated: true } };
}

/** The file is gone, or only what it says of the stored token is gone or of another token. */
function damagedSettings(gone: World): Choice[] {
  const { settings, keychain } = gone;
  const { marker, tokenChecksums } = settings;
  const isKnown = keychain.token !== null && tokenChecksums.includes(keychain.token);
  const withChecksums = (known: readonly string[]): World => ({
    ...gone,
    settings: { ...settings, tokenChecksums: known },
  });
  return [
    ...(marker === null
      ? []
      : [
          startWith(
            'crash, the settings are lost, and start',
            withSettings(gone, emptySessionRecord),
          ),
        ]),
    ...(tokenChecksums.length === 0
      ? []
      : [startWith('crash, the checksums are lost, and start', withChecksums([]))]),
    ...(isKnown
      ? [
          startWith(
            "crash, the checksum is another token's, and start",
            withChecksums([foreignToken]),
          ),
        ]
      : []),
  ];
}

function startWith(label: string, world: World): Choice {
  const { isOutdated, known } = world.ghost;
  const ghost = {
    hadTrouble: false,
    isShared: false,
    other: null,
    // What was noted of a stale token, and could not be written down, is forgotten.
    known: isOutdated ? {} : known,
    isOutdated,
  };
  // A sign-out that could not be written down is forgotten too: the server has heard of it by then.
  const heard = isOutdated ? { revocations: [], families: revokeAll(world) } : {};
  return happen(label, { ...world, ...heard, ghost }, { type: 'start', record: world.settings });
}
