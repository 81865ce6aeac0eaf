import { emptySessionRecord } from '../../../src/main/auth/ports.ts';
import { initialState } from '../../../src/main/auth/session/core/machine.ts';
import {
  type Choice,
  familyOf,
  foreignToken,
  happen,
  isAccepted,
  rotate,
  type World,
} from '../world.ts';
import { apply } from './keychain.ts';

// The end of the process, at any moment, and in which state the next start finds the settings.

export function crashes(world: World): Choice[] {
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
    ...(task !== undefined && task.kind !== 'read' && task.kind !== 'name'
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

/** A full disk, or a file that may not be written; and the end of that. */
export function settingsMoods(world: World): Choice[] {
  const { areSettingsWritable } = world;
  return [
    happen(`the settings can${areSettingsWritable ? 'not' : ''} be written`, {
      ...world,
      areSettingsWritable: !areSettingsWritable,
    }),
  ];
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

export function startWith(label: string, world: World): Choice {
  const { isOutdated, known } = world.ghost;
  const ghost = {
    hadTrouble: false,
    isShared: false,
    other: null,
    isConfirmed: false,
    // What was noted of a stale token, and could not be written down, is forgotten.
    known: isOutdated ? {} : known,
    isOutdated,
  };
  // A sign-out that could not be written down is forgotten too: the server has heard of it by then.
  const heard = isOutdated ? { revocations: [], families: revokeAll(world) } : {};
  return happen(label, { ...world, ...heard, ghost }, { type: 'start', record: world.settings });
}
