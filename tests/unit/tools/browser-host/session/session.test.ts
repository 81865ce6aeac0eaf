import type { Protocol, Session } from 'electron';
import { expect, test } from 'vitest';
import { createSessions } from '../../../../../tools/browser-host/session/session.ts';
import { loud } from '../../../../../tools/browser-host/stand-in/loud.ts';

const open = () => createSessions(loud<Protocol>('protocol', {}));
const request = {
  url: 'https://example.com/',
  method: 'GET',
  referrer: '',
  resourceType: 'other',
} as const;
const refuseAll = (session: Session) =>
  session.webRequest.onBeforeRequest((_details, callback) => callback({ cancel: true }));

test('a partition is the same session each time, and not the default one', () => {
  const sessions = open();
  const session = sessions.fromPartition('updates');
  expect(sessions.fromPartition('updates')).toBe(session);
  expect(sessions.fromPartition('others')).not.toBe(session);
  expect(sessions.default.session).not.toBe(session);
});

test('a session without a name is the default one, as in Electron', () => {
  const sessions = open();
  expect(sessions.fromPartition('')).toBe(sessions.default.session);
});

test('each request reaches only the listener of its own session', async () => {
  const sessions = open();
  const partition = sessions.fromPartition('updates');
  refuseAll(partition);
  expect(await sessions.isCancelled(request)).toBe(false);
  expect(await sessions.isCancelled(request, partition)).toBe(true);
});

test('a session that was made elsewhere is refused with an error', async () => {
  const foreign = open().fromPartition('updates');
  await expect(open().isCancelled(request, foreign)).rejects.toThrow('not known to it');
});
