import { crashes, settingsMoods, startWith } from './choices/crashes.ts';
import { keychainMoods, vaultOutcomes } from './choices/keychain.ts';
import { otherCopies, otherPrograms } from './choices/others.ts';
import { passages, people, timers } from './choices/people.ts';
import { formOutcomes, responsesTo, revocations, serverWhims } from './choices/server.ts';
import type { Choice, World } from './world.ts';

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
