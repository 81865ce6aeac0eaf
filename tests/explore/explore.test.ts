import { beforeAll, describe, expect, it, vi } from 'vitest';
import { step } from '../../src/main/auth/session/core/machine.ts';
import { transitions } from '../../src/main/auth/session/core/transitions.ts';
import { type Exploration, explore } from './explore.ts';
import { invariants } from './invariants.ts';
import { plantedFaults } from './planted-faults.ts';
import {
  inMemory,
  locked,
  overtaken,
  overtakenByMarie,
  renewedUnnamed,
  signedIn,
  unknownToken,
} from './ways.ts';

// A bounded part of what `npm run explore` visits: all that can happen in a few steps from here.
const from = [
  [],
  signedIn,
  renewedUnnamed,
  overtaken,
  overtakenByMarie,
  locked,
  inMemory,
  unknownToken,
];
const mostStates = 40_000;

// No limit that a busy machine could miss.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

describe('the core, in every world that a few steps lead to', () => {
  let found: Exploration;
  beforeAll(() => {
    found = explore({ step, from, mostStates });
  });

  it('keeps every invariant', () => {
    expect(found.violation).toBeNull();
    expect(found.states).toBeGreaterThan(mostStates);
  });

  it('makes the steps between states that docs/session.md draws, and no others', () => {
    const drawn = Object.entries(transitions).flatMap(([state, targets]) =>
      Object.keys(targets).map((target) => `${state} → ${target}`),
    );
    expect([...found.transitions].sort()).toEqual(drawn.sort());
  });
});

describe('a fault planted in the core is found:', () => {
  it.each(plantedFaults)('$name', ({ plant, breaks, from: way }) => {
    const { violation } = explore({ step: plant(step), from: [way], mostStates });
    expect(violation?.invariant).toBe(breaks);
  });

  it('one at least for every invariant', () => {
    const broken = new Set(plantedFaults.map(({ breaks }) => breaks));
    expect([...broken].sort()).toEqual(Object.keys(invariants).sort());
  });
});
