import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { onEndRequest } from '../../src/end-requests.ts';

/** How often the process was asked to end after each of `events`. */
function countRequests(
  { platform, connected }: { platform: NodeJS.Platform; connected: boolean },
  ...events: readonly (readonly [string, unknown?])[]
): number {
  let count = 0;
  const source = Object.assign(new EventEmitter(), { platform, connected });
  onEndRequest(source, () => {
    count += 1;
  });
  for (const [event, message] of events) {
    source.emit(event, message);
  }
  return count;
}

describe.each(['linux', 'darwin', 'win32'] as const)('on %s the server', (platform) => {
  test('ends on SIGTERM, on Ctrl-C and on the message "shutdown"', () => {
    const alone = { platform, connected: false };
    expect(countRequests(alone, ['SIGTERM'])).toBe(1);
    expect(countRequests(alone, ['SIGINT'])).toBe(1);
    expect(countRequests(alone, ['message', 'shutdown'])).toBe(1);
  });

  test('ignores every other message', () => {
    const messages = ['Shutdown', '', null, 0, { type: 'shutdown' }, ['shutdown']];
    const events = messages.map((message) => ['message', message] as const);
    expect(countRequests({ platform, connected: true }, ...events)).toBe(0);
  });

  test('does not read the Ctrl-C of the console as a second request, which would kill it', () => {
    const started = { platform, connected: true };
    expect(countRequests(started, ['SIGINT'], ['message', 'shutdown'])).toBe(1);
    expect(countRequests(started, ['message', 'shutdown'], ['SIGINT'])).toBe(1);
  });
});

test('a closed console ends the server on Windows, but elsewhere it respects nohup', () => {
  expect(countRequests({ platform: 'win32', connected: false }, ['SIGHUP'])).toBe(1);
  expect(countRequests({ platform: 'linux', connected: false }, ['SIGHUP'])).toBe(0);
});
