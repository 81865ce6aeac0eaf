import {
  type Choice,
  damaged,
  familyOf,
  freeFamily,
  happen,
  isAccepted,
  newest,
  nextName,
  rotate,
  type World,
} from '../world.ts';

// What another copy of the application, or another program, does with the keychain.

export function otherCopies(world: World): Choice[] {
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
export function otherPrograms(world: World): Choice[] {
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
