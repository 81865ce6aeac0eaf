import type { UpdateState } from '@mytone/shared/update-state.ts';
import { describe, expect, test } from 'vitest';
import {
  postponedMs,
  startMachine,
  step,
  type UpdateEvent,
  type UpdateMachine,
} from '../../../../../src/main/update/core/update-machine.ts';

const idle: UpdateState = { kind: 'idle', isShown: false };
const found: UpdateEvent = { type: 'found', version: '0.1.1', bytes: 1000 };

/** Sends the events one after another; each at the time before it, 0 by default. */
function run(events: readonly (UpdateEvent | number)[], state: UpdateState = idle) {
  let machine: UpdateMachine = startMachine(state);
  let now = 0;
  const effects: (string | null)[] = [];
  for (const event of events) {
    if (typeof event === 'number') {
      now = event;
    } else {
      const next = step(machine, event, now);
      machine = next.machine;
      effects.push(next.effect);
    }
  }
  return { state: machine.state, effects };
}

describe('a check', () => {
  test('that the user started is shown with any result', () => {
    expect(run([{ type: 'check' }])).toEqual({
      state: { kind: 'checking', isShown: true },
      effects: ['check'],
    });
    expect(run([{ type: 'check' }, { type: 'nothing-found' }]).state).toEqual({
      kind: 'none',
      isShown: true,
    });
    expect(run([{ type: 'check' }, { type: 'failed', code: 'unreachable' }]).state).toEqual({
      kind: 'failed',
      code: 'unreachable',
      isShown: true,
    });
  });

  test('that runs by itself shows nothing but a new version', () => {
    expect(run([{ type: 'check-due' }, { type: 'nothing-found' }]).state.isShown).toBe(false);
    expect(run([{ type: 'check-due' }, { type: 'failed', code: 'untrusted' }]).state.isShown).toBe(
      false,
    );
    expect(run([{ type: 'check-due' }, found]).state).toEqual({
      kind: 'offered',
      version: '0.1.1',
      bytes: 1000,
      isShown: true,
    });
  });

  test('that is running is shown as soon as the user asks for one', () => {
    expect(run([{ type: 'check-due' }, { type: 'check' }]).effects).toEqual(['check', null]);
    expect(run([{ type: 'check-due' }, { type: 'check' }]).state.isShown).toBe(true);
  });

  test.each([
    { kind: 'checking', isShown: false },
    { kind: 'downloading', version: '1.0.0', bytes: 1, percent: 0, isShown: true },
    { kind: 'ready', version: '1.0.0', isShown: true },
    { kind: 'installing', version: '1.0.0', isShown: true },
    { kind: 'managed', by: 'apt', isShown: false },
  ] satisfies UpdateState[])('does not start while the update is $kind', (state) => {
    expect(run([{ type: 'check' }, { type: 'check-due' }], state).effects).toEqual([null, null]);
  });

  test('of a copy that is updated by others says by whom', () => {
    const managed: UpdateState = { kind: 'managed', by: 'apt', isShown: false };
    expect(run([{ type: 'check' }], managed).state).toEqual({ ...managed, isShown: true });
  });

  test('does not hide what the user is looking at', () => {
    const offered = run([{ type: 'check-due' }, found, { type: 'check-due' }]);
    expect(offered.effects.at(-1)).toBe(null);
  });
});

describe('an offered version', () => {
  const offer: UpdateEvent[] = [{ type: 'check-due' }, found];

  test('is downloaded when the user says so, then waits to be installed', () => {
    const { state, effects } = run([
      ...offer,
      { type: 'download' },
      { type: 'progress', percent: 50 },
      { type: 'downloaded' },
    ]);
    expect(state).toEqual({ kind: 'ready', version: '0.1.1', isShown: true });
    expect(effects).toEqual(['check', null, 'download', null, null]);
  });

  test('is installed once, however often the button is pressed', () => {
    const { effects } = run([
      ...offer,
      { type: 'download' },
      { type: 'downloaded' },
      { type: 'install' },
      { type: 'install' },
    ]);
    expect(effects.filter((effect) => effect === 'install')).toHaveLength(1);
  });

  test('cannot be installed before it was downloaded', () => {
    expect(run([...offer, { type: 'install' }]).effects.at(-1)).toBe(null);
  });

  test('that is put off comes back after a day', () => {
    const again: UpdateEvent[] = [{ type: 'check-due' }, found];
    expect(run([...offer, { type: 'postpone' }, postponedMs - 1, ...again]).state.isShown).toBe(
      false,
    );
    expect(run([...offer, { type: 'postpone' }, postponedMs, ...again]).state.isShown).toBe(true);
  });

  test('that is put off does not hide the next one', () => {
    const next: UpdateEvent = { type: 'found', version: '0.1.2', bytes: 1 };
    expect(run([...offer, { type: 'postpone' }, { type: 'check-due' }, next]).state.isShown).toBe(
      true,
    );
  });

  test('that is put off is shown to a user who asks', () => {
    expect(run([...offer, { type: 'postpone' }, { type: 'check' }, found]).state.isShown).toBe(
      true,
    );
  });

  test('that was put off after its download comes back after a day, still downloaded', () => {
    const downloaded: UpdateEvent[] = [...offer, { type: 'download' }, { type: 'downloaded' }];
    const early = run([...downloaded, { type: 'postpone' }, 1, { type: 'check-due' }]);
    expect(early.state).toEqual({ kind: 'ready', version: '0.1.1', isShown: false });
    const late = run([...downloaded, { type: 'postpone' }, postponedMs, { type: 'check-due' }]);
    expect(late.state).toEqual({ kind: 'ready', version: '0.1.1', isShown: true });
    expect(late.effects.at(-1)).toBe(null);
  });
});

test('putting off a download ends it, and its later events are ignored', () => {
  const { state, effects } = run([
    { type: 'check' },
    found,
    { type: 'download' },
    { type: 'postpone' },
    { type: 'progress', percent: 70 },
    { type: 'downloaded' },
    { type: 'failed', code: 'unreachable' },
  ]);
  expect(effects[3]).toBe('cancel-download');
  expect(state).toEqual({ kind: 'offered', version: '0.1.1', bytes: 1000, isShown: false });
});

test('an installation cannot be put off', () => {
  const installing: UpdateState = { kind: 'installing', version: '0.1.1', isShown: true };
  expect(run([{ type: 'postpone' }], installing).state).toEqual(installing);
});

test('a failure can be closed, and checked again', () => {
  const failed: UpdateState = { kind: 'failed', code: 'damaged', isShown: true };
  expect(run([{ type: 'postpone' }], failed).state.isShown).toBe(false);
  expect(run([{ type: 'check' }], failed).effects).toEqual(['check']);
});
