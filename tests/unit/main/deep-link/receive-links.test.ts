import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { receiveLinks } from '../../../../src/main/deep-link/receive-links.ts';
import { createRecordedLog } from '../fakes.ts';

const token = 'SECRET-token-1';
const link = `mytone://reset-password?token=${token}`;

function receive(argv: readonly string[] = ['mytone']) {
  const app = new EventEmitter();
  const log = createRecordedLog();
  const onResetLink = vi.fn();
  receiveLinks({ app: app as never, argv, log, onResetLink });
  return { app, log, onResetLink };
}

test('takes the link that this copy was started with', () => {
  expect(receive(['mytone', link]).onResetLink.mock.calls).toEqual([[token]]);
});

test('takes the link that a second copy was started with', () => {
  const { app, onResetLink } = receive();
  app.emit('second-instance', {}, ['mytone', '--original-process-start-time=1', link], '/');
  expect(onResetLink.mock.calls).toEqual([[token]]);
});

test('takes the link that macOS opens, and keeps it from others', () => {
  const { app, onResetLink } = receive();
  const event = { preventDefault: vi.fn() };
  app.emit('open-url', event, link);
  expect(onResetLink.mock.calls).toEqual([[token]]);
  expect(event.preventDefault).toHaveBeenCalledOnce();
});

test('does nothing for a second copy without a link', () => {
  const { app, onResetLink, log } = receive();
  app.emit('second-instance', {}, ['mytone'], '/');
  expect([onResetLink.mock.calls, log.entries]).toEqual([[], []]);
});

test('logs that a link came, but not its content', () => {
  const { app, log } = receive(['mytone', link]);
  app.emit('open-url', { preventDefault() {} }, `${link}&token=${token}`);
  app.emit('second-instance', {}, ['mytone', link, link], '/');
  expect(log.entries.map(({ event, fields }) => [event, fields])).toEqual([
    ['link.opened', { kind: 'reset-password' }],
    ['link.refused', { why: 'unknown' }],
    ['link.refused', { why: 'several' }],
  ]);
  expect(JSON.stringify(log.entries)).not.toContain(token);
});
