import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { step } from '../../src/main/auth/session/core/machine.ts';
import type { Event, State } from '../../src/main/auth/session/core/state.ts';
import { transitions } from '../../src/main/auth/session/core/transitions.ts';
import { root } from '../support/project.ts';
import { tableOf } from '../unit/docs/markdown-table.ts';
import type { Step } from './act.ts';
import { type Exploration, explore } from './explore.ts';
import { invariants } from './invariants.ts';
import { plantedFaults } from './planted-faults.ts';
import {
  inMemory,
  locked,
  overtaken,
  overtakenByMarie,
  renewedUnnamed,
  restoredUnnamed,
  signedIn,
  unknownToken,
} from './ways.ts';
import { type Happening, users } from './world.ts';

// A bounded part of what `npm run explore` visits: all that can happen in a few steps from here.
const from = [
  [],
  signedIn,
  renewedUnnamed,
  restoredUnnamed,
  overtaken,
  overtakenByMarie,
  locked,
  inMemory,
  unknownToken,
];
const mostStates = 40_000;

// No limit that a busy machine could miss.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

/** Events that no choice of the exploration makes, or not in every phase. */
const others: readonly Happening[] = [
  { type: 'token-wanted', call: 1, refused: null },
  { type: 'visibility', isVisible: true },
  { type: 'token-accepted' },
  { type: 'profile-changed', user: users.jean },
];

/** Notes which event changes something, or asks for something, in which phase. */
function noting(heard: Set<string>): Step {
  function note(state: State, event: Event): ReturnType<Step> {
    const result = step(state, event);
    const { phase } = state;
    const { phase: next } = result.state;
    const isSame =
      next === phase ||
      (next.kind === 'live' && phase.kind === 'live' && next.session === phase.session);
    if (!isSame || result.effects.length > 0) {
      heard.add(`${event.type} in ${phase.kind}`);
    }
    return result;
  }
  return (state, event) => {
    for (const other of others) {
      note(state, { ...other, at: event.at });
    }
    return note(state, event);
  };
}

describe('the core, in every state that a few steps lead to,', () => {
  let found: Exploration;
  const heard = new Set<string>();
  beforeAll(() => {
    found = explore({ step: noting(heard), from, mostStates });
  });

  it('handles in each phase exactly the events that docs/session.md lists', () => {
    const phases = ['starting', 'signed-out', 'keychain-locked', 'storing', 'live'];
    const page = readFileSync(join(root, 'docs/session.md'), 'utf8');
    const listed = tableOf(page, 'Events').flatMap(([event = '', , ...cells]) =>
      phases
        .filter((_, index) => cells[index] === 'yes')
        .map((phase) => `${event.slice(1, -1)} in ${phase}`),
    );
    expect([...heard].sort()).toEqual(listed.sort());
  });

  it('keeps every invariant', () => {
    expect(found.violation).toBeNull();
    expect(found.states).toBeGreaterThan(mostStates);
  });

  it('makes exactly the steps between states that docs/session.md draws', () => {
    const drawn = Object.entries(transitions).flatMap(([state, targets]) =>
      Object.keys(targets).map((target) => `${state} → ${target}`),
    );
    expect([...found.transitions].sort()).toEqual(drawn.sort());
  });
});

describe('a planted fault is found', () => {
  it.each(plantedFaults)('$name', ({ plant, breaks, from: way }) => {
    const { violation } = explore({ step: plant(step), from: [way], mostStates });
    expect(violation?.invariant).toBe(breaks);
  });

  it('at least once for every invariant', () => {
    const broken = new Set(plantedFaults.map(({ breaks }) => breaks));
    expect([...broken].sort()).toEqual(Object.keys(invariants).sort());
  });
});
