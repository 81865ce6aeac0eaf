import { expect, test, vi } from 'vitest';
import { launch } from '../../../../src/main/life-cycle/launch.ts';

interface Setup {
  argv?: string[];
  isPackaged?: boolean;
  platform?: NodeJS.Platform;
  hasLock?: boolean;
  start?: () => Promise<void>;
}

async function run({
  argv = [],
  isPackaged = false,
  platform = 'win32',
  hasLock = true,
  start = async () => {},
}: Setup) {
  const events: string[] = [];
  const app = {
    name: 'MyTone',
    isPackaged,
    whenReady: async () => void events.push('ready'),
    exit: (code: number) => void events.push(`exit ${code}`),
    quit: () => void events.push('quit'),
    getPath: () => 'no-such-profile',
    requestSingleInstanceLock: () => hasLock,
  };
  const dialog = { showErrorBox: () => void events.push('box') };
  const write = vi.fn();
  const process = { argv, env: {}, platform, stderr: { write } };
  const started = vi.fn(start);
  await launch({ app, dialog, process, start: started } as never);
  return { events, started, lines: write.mock.calls.map(([line]) => line) };
}

test('starts with the lock and a valid configuration', async () => {
  const { events, started, lines } = await run({});
  expect(started).toHaveBeenCalledOnce();
  expect([events, lines]).toEqual([[], []]);
});

test('a second copy says why it ends, and ends with code 0', async () => {
  const { events, started, lines } = await run({ hasLock: false });
  expect(started).not.toHaveBeenCalled();
  expect(events).toEqual(['quit']);
  expect(lines).toEqual(['MyTone is already running; its window was brought to the front.\n']);
});

test('a copy that cannot take the lock without another copy says so and fails', async () => {
  const { events, lines } = await run({ hasLock: false, platform: 'linux' });
  expect(events).toEqual(['exit 1']);
  expect(lines).toEqual([expect.stringContaining('cannot be locked')]);
});

test.each([
  ['linux', ['ready', 'box', 'exit 1']],
  ['darwin', ['box', 'exit 1']],
  ['win32', ['box', 'exit 1']],
] as const)('a packaged copy on %s shows its refusal in a box', async (platform, expected) => {
  const { events } = await run({ argv: ['--no-sandbox'], isPackaged: true, platform });
  expect(events).toEqual(expected);
});

test('a copy that is not packaged refuses in one line without a box', async () => {
  const { events, lines } = await run({ argv: ['--api=ftp://example.com'] });
  expect(events).toEqual(['exit 1']);
  expect(lines).toEqual([expect.stringMatching(/^MyTone: [^\n]+\n$/)]);
});

test('a start that fails is refused with its message', async () => {
  const { lines } = await run({ start: () => Promise.reject(new Error('the page is gone.')) });
  expect(lines).toEqual(['MyTone: the page is gone.\n']);
});
