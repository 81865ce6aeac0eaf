import { type Act, act, type Step } from './act.ts';
import { canonical } from './canonical.ts';
import { choicesOf } from './choices.ts';
import { brokenBy, type InvariantName } from './invariants.ts';
import { startWorld, type World } from './world.ts';

export interface Violation {
  readonly invariant: InvariantName;
  /** The shortest way to it: what happened, one line a step. */
  readonly trace: readonly string[];
}

export interface Exploration {
  readonly states: number;
  readonly steps: number;
  /** Steps of the longest of the shortest ways. */
  readonly depth: number;
  /** True if no state is left that was not visited. */
  readonly isWhole: boolean;
  /** Each change of the state that is shown, for example `starting → restoring`. */
  readonly transitions: ReadonlySet<string>;
  readonly violation: Violation | null;
}

/** A way to a world, by the labels of its choices. */
export type Way = readonly string[];

interface Options {
  readonly step: Step;
  /** Where to begin; by default with nothing but an empty computer. */
  readonly from?: readonly Way[];
  readonly mostStates: number;
  readonly onLevel?: (depth: number, states: number) => void;
}

/** Visits worlds breadth first until all are known, one breaks an invariant, or enough are. */
export function explore({ step, from = [[]], mostStates, onLevel }: Options): Exploration {
  const known = createHashes(mostStates);
  const parents = new Uint32Array(mostStates + 1);
  const taken = new Uint16Array(mostStates + 1);
  const transitions = new Set<string>();
  const roots = from.map((way) => ({ way, world: walk(step, way) }));
  let level = roots.map(({ world }) => pack(world)).filter((text) => known.add(text));
  let states = level.length;
  let steps = 0;
  let depth = 0;
  let first = 0;

  function finish(isWhole: boolean, violation: Violation | null): Exploration {
    return { states, steps, depth, isWhole, transitions, violation };
  }

  /** Makes the choices again that led to a state, and one more. */
  function retrace(state: number, last: number): string[] {
    const numbers = [last];
    let at = state;
    for (; at >= roots.length; at = parents[at] ?? 0) {
      numbers.unshift(taken[at] ?? 0);
    }
    const { way, world: root } = roots[at] ?? { way: [], world: startWorld };
    let world = root;
    const lines = numbers.map((number) => {
      const choice = choicesOf(world)[number];
      if (choice === undefined) {
        throw new Error('The way to a state cannot be gone again');
      }
      const { after, effects } = act(choice, step);
      world = canonical(after);
      return [choice.label, ...effects.map(({ type }) => type)].join(' · ');
    });
    return [...way, ...lines];
  }

  while (level.length > 0) {
    const next: string[] = [];
    for (const [index, text] of level.entries()) {
      const world = unpack(text);
      for (const [number, choice] of choicesOf(world).entries()) {
        const done = act(choice, step);
        steps += 1;
        noteTransitions(done, world, transitions);
        const invariant = brokenBy(done);
        if (invariant !== null) {
          const trace = retrace(first + index, number);
          return finish(false, { invariant, trace });
        }
        const reached = pack(canonical(done.after));
        if (!known.add(reached)) {
          continue;
        }
        parents[states] = first + index;
        taken[states] = number;
        states += 1;
        if (states > mostStates) {
          return finish(false, null);
        }
        next.push(reached);
      }
    }
    first += level.length;
    level = next;
    depth += 1;
    onLevel?.(depth, states);
  }
  return finish(true, null);
}

/** The core's record is what the settings hold, unless they could not be written. */
function pack({ core, ...world }: World): string {
  const { phase, tickets, record } = core;
  return JSON.stringify([phase, tickets, world, world.ghost.isOutdated ? record : null]);
}

function unpack(text: string): World {
  const [phase, tickets, world, record] = JSON.parse(text) as [
    World['core']['phase'],
    number,
    Omit<World, 'core'>,
    World['core']['record'] | null,
  ];
  return { ...world, core: { phase, tickets, record: record ?? world.settings, isVisible: true } };
}

/** The world that a way leads to. */
function walk(step: Step, way: Way): World {
  let world = canonical(startWorld);
  for (const label of way) {
    const choice = choicesOf(world).find((each) => each.label === label);
    if (choice === undefined) {
      throw new Error(`Nothing like this can happen: ${label}`);
    }
    world = canonical(act(choice, step).after);
  }
  return world;
}

function noteTransitions({ effects }: Act, world: World, transitions: Set<string>): void {
  let from: string = shownIn(world);
  for (const effect of effects) {
    if (effect.type !== 'show') {
      continue;
    }
    if (effect.state.kind !== from) {
      transitions.add(`${from} → ${effect.state.kind}`);
    }
    from = effect.state.kind;
  }
}

function shownIn({ core: { phase } }: World): string {
  if (phase.kind === 'storing') {
    return phase.shown.kind;
  }
  if (phase.kind !== 'live') {
    return phase.kind;
  }
  return phase.session.user === null ? 'restoring' : 'signed-in';
}

/** A set of 53-bit hashes in one flat array: 5,000,000 states take 128 MiB. */
function createHashes(most: number) {
  const slots = new Float64Array(2 ** Math.ceil(Math.log2(most * 2 + 2)));
  return {
    /** False if it was there. */
    add(text: string): boolean {
      const hash = hashOf(text);
      let slot = hash % slots.length;
      while (slots[slot] !== 0) {
        if (slots[slot] === hash) {
          return false;
        }
        slot = (slot + 1) % slots.length;
      }
      slots[slot] = hash;
      return true;
    },
  };
}

/** After cyrb53, public domain; never 0. */
function hashOf(text: string): number {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 2_654_435_761);
    high = Math.imul(high ^ code, 1_597_334_677);
  }
  low =
    Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  high =
    Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  return 4_294_967_296 * (2_097_151 & (high >>> 0)) + (low >>> 0) + 1;
}
