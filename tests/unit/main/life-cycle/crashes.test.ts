import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { handleCrashes } from '../../../../src/main/life-cycle/crashes.ts';
import { createRecordedLog } from '../fakes.ts';

function setUp() {
  const app = new EventEmitter();
  const process = new EventEmitter();
  const log = createRecordedLog();
  let nowMs = 0;
  handleCrashes({
    app: app as never,
    process: process as never,
    clock: { monotonic: () => nowMs },
    log,
  });
  const contents = { reload: vi.fn() };
  return {
    process,
    log,
    contents,
    crash: (reason = 'crashed') =>
      app.emit('render-process-gone', {}, contents, { reason, exitCode: 139 }),
    advance(ms: number) {
      nowMs += ms;
    },
  };
}

test.each(['uncaughtException', 'unhandledRejection'])('logs an %s', (event) => {
  const { process, log } = setUp();
  process.emit(event, new Error('boom'));
  expect(log.entries).toMatchObject([{ level: 'error' }]);
});

test('loads a crashed page again', () => {
  const { contents, crash } = setUp();
  crash();
  expect(contents.reload).toHaveBeenCalledOnce();
});

test('does not load a page again that crashes again at once', () => {
  const { contents, crash, advance } = setUp();
  crash();
  advance(5_000);
  crash();
  expect(contents.reload).toHaveBeenCalledOnce();
});

test('loads a page again that crashes much later', () => {
  const { contents, crash, advance } = setUp();
  crash();
  advance(60_000);
  crash();
  expect(contents.reload).toHaveBeenCalledTimes(2);
});

test('does not load a page again that ended normally', () => {
  const { contents, crash } = setUp();
  crash('clean-exit');
  expect(contents.reload).not.toHaveBeenCalled();
});
