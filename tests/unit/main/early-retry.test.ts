import { EventEmitter } from 'node:events';
import type { AuthState, Link } from '@mytone/shared/auth-state.ts';
import { describe, expect, test, vi } from 'vitest';
import { retryEarly } from '../../../src/main/early-retry.ts';

const offline: Link = { kind: 'offline', cause: 'network', nextAttemptAt: null, verifiedAt: null };
const online: Link = { kind: 'online', verifiedAt: 1 };

function setUp() {
  const power = new EventEmitter();
  const app = new EventEmitter();
  const retry = vi.fn();
  const setVisible = vi.fn();
  const pending = new Set<() => void>();
  const delaysMs: number[] = [];
  let listener: (state: AuthState) => void = () => {};
  let isOnline = true;
  let accept = () => {};
  retryEarly({
    session: {
      retry,
      setVisible,
      onChange: (added) => {
        listener = added;
        return () => {};
      },
    },
    clock: {
      schedule(task, delayMs) {
        delaysMs.push(delayMs);
        pending.add(task);
        return { cancel: () => void pending.delete(task) };
      },
    },
    app: app as never,
    power: power as never,
    net: { isOnline: () => isOnline },
    proxy: { onAccepted: (added) => (accept = added) },
  });
  return {
    app,
    power,
    retry,
    setVisible,
    pending,
    delaysMs,
    publish: (link: Link) => listener({ kind: 'restoring', link, storage: 'keychain' }),
    acceptProxy: () => accept(),
    setOnline(value: boolean) {
      isOnline = value;
    },
    tick() {
      const due = [...pending];
      pending.clear();
      for (const task of due) {
        task();
      }
    },
  };
}

test('retries at once when a proxy lets the application through', () => {
  const { acceptProxy, retry } = setUp();
  acceptProxy();
  expect(retry).toHaveBeenCalledExactlyOnceWith('network-up');
});

test.each(['resume', 'unlock-screen'])('retries on %s', (event) => {
  const { power, retry } = setUp();
  power.emit(event);
  expect(retry.mock.calls).toEqual([['resume']]);
});

test.each([
  ['show', true],
  ['focus', true],
  ['restore', true],
  ['hide', false],
  ['minimize', false],
])('on %s of the window the session is told that it is visible: %s', (event, isVisible) => {
  const { app, setVisible } = setUp();
  const window = new EventEmitter();
  app.emit('browser-window-created', {}, window);
  window.emit(event);
  expect(setVisible.mock.calls).toEqual([[isVisible]]);
});

describe('while the session is offline', () => {
  test('retries when the network comes back', () => {
    const fakes = setUp();
    fakes.setOnline(false);
    fakes.publish(offline);
    fakes.tick();
    fakes.setOnline(true);
    fakes.tick();
    expect(fakes.retry.mock.calls).toEqual([['network-up']]);
  });

  test('leaves the session to its back-off when the network was always there', () => {
    const fakes = setUp();
    fakes.publish(offline);
    fakes.tick();
    fakes.tick();
    expect(fakes.retry).not.toHaveBeenCalled();
  });

  test('checks once every 30 s, however often the state changes', () => {
    const fakes = setUp();
    fakes.publish(offline);
    fakes.publish({ ...offline, nextAttemptAt: 5 });
    fakes.tick();
    expect([fakes.pending.size, fakes.delaysMs]).toEqual([1, [30_000, 30_000]]);
  });

  test('stops checking once it is online', () => {
    const fakes = setUp();
    fakes.publish(offline);
    fakes.publish(online);
    expect(fakes.pending.size).toBe(0);
  });

  test('checks again when it goes offline another time', () => {
    const fakes = setUp();
    fakes.publish(offline);
    fakes.publish(online);
    fakes.publish(offline);
    expect(fakes.pending.size).toBe(1);
  });
});

test('does not check while the session is online', () => {
  const fakes = setUp();
  fakes.publish(online);
  expect(fakes.pending.size).toBe(0);
});
