import type { User } from '@mytone/shared/user.ts';
import { emptySessionRecord, type SessionRecord } from '../../src/main/auth/ports.ts';
import { initialState } from '../../src/main/auth/session/core/machine.ts';
import type { Event, LiveSession, State } from '../../src/main/auth/session/core/state.ts';
import type { Own } from '../../src/main/auth/tokens/token-store.ts';

// A world small enough to visit whole: two users, one computer, one server. Tokens are written
// `family.generation`; a sign-in opens a family, a refresh makes the next generation.

export type Person = 'jean' | 'marie';
/** Linux, locked: reads find nothing. Refusing: everything fails. Full: writes fail. */
export type Mood = 'working' | 'locked' | 'refusing' | 'hanging' | 'full';

export interface Family {
  readonly person: Person;
  /** The generation that the server gave last. */
  readonly current: number;
  /** Within the grace of a rotation: the generation before is accepted too. */
  readonly isInGrace: boolean;
  readonly isRevoked: boolean;
}

export type Request =
  | { readonly kind: 'wake'; readonly ticket: number }
  | { readonly kind: 'refresh'; readonly ticket: number; readonly token: string }
  | { readonly kind: 'profile'; readonly ticket: number; readonly access: string };

/** What the keychain was asked for, oldest first: it does one thing at a time. */
export type VaultTask =
  | { readonly kind: 'read'; readonly ticket: number; readonly isSlow: boolean }
  | { readonly kind: 'name'; readonly run: number }
  | {
      readonly kind: 'write';
      readonly ticket: number;
      readonly token: string;
      readonly own: Own | null;
      readonly isSlow: boolean;
    }
  | { readonly kind: 'mark'; readonly name: number; readonly token: string }
  | { readonly kind: 'remove'; readonly own: Own };

export interface World {
  readonly core: State;
  readonly timers: { readonly attempt: boolean; readonly store: boolean };
  readonly requests: readonly Request[];
  /** The sign-in that the server has not answered yet. */
  readonly form: { readonly id: number; readonly person: Person } | null;
  readonly tasks: readonly VaultTask[];
  readonly keychain: {
    readonly token: string | null;
    readonly canary: number | null;
    readonly mood: Mood;
  };
  /** The settings file, and a copy of it that somebody may put back. */
  readonly settings: SessionRecord;
  /** False while the file cannot be written: what changes is known to this run alone. */
  readonly areSettingsWritable: boolean;
  readonly backup: SessionRecord | null;
  readonly families: Readonly<Record<string, Family>>;
  /** Tokens of ended sessions, which the server has not heard of yet. */
  readonly revocations: readonly string[];
  /** What nobody in the world knows, but the invariants need. */
  readonly ghost: {
    /** The keychain failed since it last held exactly the current session. */
    readonly hadTrouble: boolean;
    /** Another copy of the application, or another program, wrote to the keychain. */
    readonly isShared: boolean;
    /** The family of tokens that the other copy opened and this one never used or replaced. */
    readonly other: string | null;
    /** The API has accepted a token of this session since a request of it failed last. */
    readonly isConfirmed: boolean;
    /** The settings file has missed a change. */
    readonly isOutdated: boolean;
    /** The newest generation of each family that this copy has stored, or failed to store. */
    readonly known: Readonly<Record<string, number>>;
  };
}

/** The server's clock stands still; what grows older is moved into the past (canonical.ts). */
export const now = 1_000_000_000;

/** Of a profile, the core reads the id alone; the rest would make every world larger. */
export const users: Readonly<Record<Person, User>> = {
  jean: { id: 1 } as User,
  marie: { id: 2 } as User,
};

export const startWorld: World = {
  core: initialState,
  timers: { attempt: false, store: false },
  requests: [],
  form: null,
  tasks: [],
  keychain: { token: null, canary: null, mood: 'working' },
  settings: emptySessionRecord,
  areSettingsWritable: true,
  backup: null,
  families: {},
  revocations: [],
  ghost: {
    hadTrouble: false,
    isShared: false,
    other: null,
    isConfirmed: false,
    isOutdated: false,
    known: {},
  },
};

/** Tokens that no server gave to anybody: what a keychain's entry may be damaged to. */
export const damaged = {
  /** Truncated: it still looks like a token. */
  token: 'damaged.0',
  garbage: 'garbage.0',
};
/** A token of some other session, which the settings may know the checksum of. */
export const foreignToken = 'foreign.0';

export function familyOf(token: string): string {
  return token.slice(0, token.indexOf('.'));
}

export function generationOf(token: string): number {
  return Number(token.slice(token.indexOf('.') + 1));
}

/** Whether the server takes the refresh token. */
export function isAccepted({ families }: World, token: string): boolean {
  const family = families[familyOf(token)];
  if (family === undefined || family.isRevoked) {
    return false;
  }
  const behind = family.current - generationOf(token);
  return behind === 0 || (behind === 1 && family.isInGrace);
}

export function personOf({ families }: World, token: string): Person | undefined {
  return families[familyOf(token)]?.person;
}

/**
 * Whether the settings know of tokens, and this is none of them (token-store.ts). A checksum is the
 * token itself here.
 */
export function isUnknown({ core: { record } }: World, token: string): boolean {
  const { tokenChecksums: known } = record;
  return known.length > 0 && !known.includes(token);
}

/** The name that the settings gave the token when they stored it, if that is the marker's. */
export function namedBySettings({ core: { record } }: World, token: string): number | null {
  const { marker, tokenChecksums: known, tokenSession } = record;
  return marker?.storedAt === tokenSession && known.at(-1) === token ? tokenSession : null;
}

/** An event without its moment. */
export type Happening = Event extends infer Each
  ? Each extends Event
    ? Omit<Each, 'at'>
    : never
  : never;

/** Something that can happen next. */
export interface Choice {
  readonly label: string;
  /** The world before the core hears of it, and what it hears. */
  readonly world: World;
  readonly event: Happening | null;
}

export function happen(label: string, world: World, event: Happening | null = null): Choice {
  return { label, world, event };
}

export function isShownOnline({ core: { phase } }: World): boolean {
  return phase.kind === 'live' && phase.session.link.kind === 'online';
}

export function sessionOf({ core: { phase } }: World): LiveSession | null {
  return phase.kind === 'live' || phase.kind === 'storing' ? phase.session : null;
}

/** The predecessor of a token is answered with that token again. */
export function rotate(world: World, token: string): World {
  const name = familyOf(token);
  const family = world.families[name];
  if (family === undefined || newest(world, name) !== token) {
    return world;
  }
  const next = { ...family, current: family.current + 1, isInGrace: true };
  return { ...world, families: { ...world.families, [name]: next } };
}

export function newest({ families }: World, name: string): string {
  return `${name}.${families[name]?.current ?? 0}`;
}

export function freeFamily({ families }: World): string {
  return ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].find((name) => !(name in families)) ?? 'z';
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
      return 'own' in task ? task.own?.name : null;
    }),
  ];
  return Math.max(...names.map((name) => name ?? 0)) + 1;
}
