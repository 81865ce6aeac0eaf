import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { showWhenReady } from '../../../../src/main/window/show-when-ready.ts';
import { createFakeClock } from '../../../support/engine/fake-clock.ts';

function setUp() {
  const webContents = new EventEmitter();
  const window = Object.assign(new EventEmitter(), { webContents });
  const clock = createFakeClock();
  const show = vi.fn();
  showWhenReady({ window: window as never, clock, show });
  return { window, webContents, clock, show };
}

test('a window stays hidden until there is something to show', async () => {
  const { clock, show } = setUp();
  await clock.advance(2_999);
  expect(show).not.toHaveBeenCalled();
});

test('a window is shown when its first paint is announced', () => {
  const { window, show } = setUp();
  window.emit('ready-to-show');
  expect(show).toHaveBeenCalledOnce();
});

test.each(['did-finish-load', 'did-fail-load'])(
  'a window whose first paint is never announced is shown on %s',
  (event) => {
    const { webContents, show } = setUp();
    webContents.emit(event);
    expect(show).toHaveBeenCalledOnce();
  },
);

test('a window that gets no event is shown after 3 seconds', async () => {
  const { clock, show } = setUp();
  await clock.advance(3_000);
  expect(show).toHaveBeenCalledOnce();
});

test('a window is shown once, even if more events follow', async () => {
  const { window, webContents, clock, show } = setUp();
  webContents.emit('did-finish-load');
  window.emit('ready-to-show');
  await clock.advance(10_000);
  expect(show).toHaveBeenCalledOnce();
  expect(clock.pending()).toEqual([]);
});

test('a window that is closed before it was shown stays closed', async () => {
  const { window, webContents, clock, show } = setUp();
  window.emit('closed');
  webContents.emit('did-fail-load');
  await clock.advance(10_000);
  expect(show).not.toHaveBeenCalled();
});
