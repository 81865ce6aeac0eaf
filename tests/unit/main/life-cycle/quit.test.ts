import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { finishBeforeQuitting } from '../../../../src/main/life-cycle/quit.ts';
import { createFakeClock, settle } from '../../../support/engine/fake-clock.ts';

function setUp(pending: Promise<void> = Promise.resolve()) {
  const order: string[] = [];
  const quit = vi.fn(() => {
    const event = { defaultPrevented: false, preventDefault: () => {} };
    event.preventDefault = () => {
      event.defaultPrevented = true;
    };
    app.emit('will-quit', event);
    order.push(event.defaultPrevented ? 'held back' : 'ended');
  });
  const app = Object.assign(new EventEmitter(), { quit });
  const clock = createFakeClock();
  finishBeforeQuitting({
    app: app as never,
    clock,
    dispose: () => void order.push('disposed'),
    keychain: { settled: () => pending.then(() => void order.push('keychain')) },
    sessionLogFile: { settled: async () => void order.push('session log') },
    settings: { prepareWriting: async () => void order.push('settings') },
  });
  return { quit, order, clock };
}

test('quitting waits for the keychain, then for the session log and the settings', async () => {
  const { quit, order } = setUp();
  quit();
  await settle();
  expect(order).toEqual(['disposed', 'held back', 'keychain', 'session log', 'settings', 'ended']);
});

test('quitting waits for a hanging keychain at most 2 seconds', async () => {
  const { quit, order, clock } = setUp(new Promise(() => {}));
  quit();
  await clock.advance(1_999);
  expect(order).not.toContain('ended');
  await clock.advance(1);
  expect(order.at(-1)).toBe('ended');
});

test('quitting again while work is finished changes nothing', async () => {
  const { quit, order, clock } = setUp(new Promise(() => {}));
  quit();
  quit();
  await clock.advance(2_000);
  expect(order).toEqual(['disposed', 'held back', 'held back', 'ended']);
});
