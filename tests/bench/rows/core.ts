import { performance } from 'node:perf_hooks';
import { initialState, step } from '../../../src/main/auth/session/core/machine.ts';
import type { Event, State } from '../../../src/main/auth/session/core/state.ts';
import { createSetup, startSignedIn } from '../../support/engine/engine.ts';
import { jeanOfEngine } from '../../support/engine/fake-api.ts';
import type { Finding } from '../report.ts';
import { quantile } from '../rounds.ts';

const renewals = 10_000;
const stepGoalUs = 5;
const days = 8;
const dayMs = 86_400_000;
const timersGoal = 4;

type Happening = Event extends infer Each ? (Each extends Event ? Omit<Each, 'at'> : never) : never;

/** One step of the core, over many renewals of a session. */
export async function measureStep(): Promise<Finding[]> {
  const times: number[] = [];
  let state: State = initialState;
  let now = 1_000_000;

  function hear(happening: Happening): void {
    const event: Event = { ...happening, at: { wall: now, server: now, chance: 0.5 } };
    const startedAt = performance.now();
    const next = step(state, event);
    times.push((performance.now() - startedAt) * 1_000);
    state = next.state;
  }

  const accessOf = (value: string) => ({ value, expiresAt: now + 900_000, renewAt: now + 810_000 });
  hear({ type: 'start', record: state.record });
  hear({ type: 'keychain-read', ticket: state.tickets, stored: { kind: 'absent' } });
  hear({ type: 'form-submitted', form: 1 });
  const fresh = { access: accessOf('access'), refreshToken: 'refresh', user: jeanOfEngine };
  hear({ type: 'form-answered', form: 1, outcome: { ok: true, value: fresh } });
  hear({ type: 'stored', ticket: state.tickets, storage: 'keychain', isSlow: false });
  for (let count = 0; count < renewals; count += 1) {
    now += dayMs;
    hear({ type: 'timer' });
    hear({ type: 'woken', ticket: state.tickets, answer: { kind: 'success', value: null } });
    const value = { access: accessOf(`access-${count}`), refreshToken: `refresh-${count}` };
    hear({ type: 'refreshed', ticket: state.tickets, answer: { kind: 'success', value } });
    hear({ type: 'stored', ticket: state.tickets, storage: 'keychain', isSlow: false });
  }
  if (
    state.phase.kind !== 'live' ||
    state.phase.session.refreshToken !== `refresh-${renewals - 1}`
  ) {
    throw new Error('The core did not renew the session');
  }
  const p99 = quantile(times.slice(renewals / 10), 0.99);
  return [
    {
      what: 'one step of the core, p99',
      measured: `${p99.toFixed(1)} µs`,
      goal: `at most ${stepGoalUs} µs`,
      isMet: p99 <= stepGoalUs,
    },
  ];
}

/** The timers that an open session sets while nothing happens. */
export async function measureTimers(): Promise<Finding[]> {
  const setup = createSetup();
  setup.api.issuesJwt = false;
  const { kill } = await startSignedIn(setup);
  const { schedule } = setup.clock;
  let timers = 0;
  Object.assign(setup.clock, {
    schedule(task: () => void, delayMs: number) {
      timers += 1;
      return schedule(task, delayMs);
    },
  });
  for (let day = 0; day < days; day += 1) {
    await setup.clock.advance(dayMs);
  }
  kill();
  const perDay = timers / days;
  return [
    {
      what: `timers a day, open for ${days} days with an opaque token`,
      measured: perDay.toFixed(1),
      goal: `at most ${timersGoal}`,
      isMet: perDay <= timersGoal,
    },
  ];
}
