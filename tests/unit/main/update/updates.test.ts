import { beforeEach, expect, test, vi } from 'vitest';
import { UpdateError } from '../../../../src/main/update/core/update-failure.ts';
import type { Download, Offer, Updater } from '../../../../src/main/update/ports.ts';
import {
  checkEveryMs,
  createUpdates,
  firstCheckMs,
  longestSilenceMs,
} from '../../../../src/main/update/updates.ts';
import { createFakeClock, settle } from '../../../support/engine/fake-clock.ts';
import { createRecordedLog } from '../fakes.ts';

const initial = { kind: 'idle', isShown: false } as const;

function setUp() {
  const clock = createFakeClock();
  const log = createRecordedLog();
  const install = vi.fn<Download['install']>(async () => {});
  const download = vi.fn<Offer['download']>(async () => ({ install }));
  const check = vi.fn<Updater['check']>(async () => ({ version: '0.1.1', bytes: 1000, download }));
  const openUpdater = vi.fn(async () => ({ check }));
  const updates = createUpdates({ initial, openUpdater, clock, log });
  return { clock, log, install, download, check, openUpdater, updates };
}

let fakes: ReturnType<typeof setUp>;
beforeEach(() => {
  fakes = setUp();
});

async function act(...actions: Parameters<typeof fakes.updates.act>[0][]) {
  for (const action of actions) {
    fakes.updates.act(action);
    await settle();
  }
  return fakes.updates.getState();
}

test('the first check is made half a minute after the start, then one every six hours', async () => {
  fakes.check.mockResolvedValue(null);
  fakes.updates.start();
  await fakes.clock.advance(firstCheckMs - 1);
  expect(fakes.openUpdater).not.toHaveBeenCalled();
  await fakes.clock.advance(1);
  expect(fakes.check).toHaveBeenCalledTimes(1);
  await fakes.clock.advance(checkEveryMs);
  expect(fakes.check).toHaveBeenCalledTimes(2);
});

test('a check that gets no answer ends after a minute, and the next one asks again', async () => {
  fakes.check.mockReturnValueOnce(new Promise(() => {}));
  fakes.updates.act('check');
  await fakes.clock.advance(longestSilenceMs);
  expect(fakes.updates.getState()).toEqual({ kind: 'failed', code: 'unreachable', isShown: true });
  expect(fakes.check.mock.calls[0]?.[0].aborted).toBe(true);
  expect(await act('check')).toMatchObject({ kind: 'offered' });
});

test('nothing is downloaded or installed before the user says so', async () => {
  expect(await act('check')).toMatchObject({ kind: 'offered', version: '0.1.1' });
  expect(fakes.download).not.toHaveBeenCalled();
  expect(await act('download')).toMatchObject({ kind: 'ready' });
  expect(fakes.install).not.toHaveBeenCalled();
  await act('install');
  expect(fakes.install).toHaveBeenCalledOnce();
});

test('progress is reported in whole percent, each value once', async () => {
  const seen: number[] = [];
  fakes.updates.onChange((state) => state.kind === 'downloading' && seen.push(state.percent));
  fakes.download.mockImplementation(async (onProgress) => {
    for (const bytes of [1, 10, 11, 500, 1000]) {
      onProgress(bytes);
    }
    return { install: fakes.install };
  });
  await act('check', 'download');
  expect(seen).toEqual([0, 1, 50, 100]);
});

test('a download continues while data arrives, and is given up after a minute without any', async () => {
  let progress = (_bytes: number) => {};
  fakes.download.mockImplementation(
    (onProgress, signal) =>
      new Promise((_resolve, reject) => {
        progress = onProgress;
        signal.addEventListener('abort', () => reject(new Error('cancelled')));
      }),
  );
  await act('check', 'download');
  await fakes.clock.advance(longestSilenceMs - 1);
  progress(10);
  await fakes.clock.advance(longestSilenceMs - 1);
  expect(fakes.updates.getState()).toMatchObject({ kind: 'downloading', percent: 1 });
  await fakes.clock.advance(1);
  expect(fakes.updates.getState()).toMatchObject({ kind: 'failed', code: 'unreachable' });
});

test('a failed installation is shown, and the version can be checked for again', async () => {
  fakes.install.mockRejectedValue(new UpdateError('not-writable', 'test'));
  expect(await act('check', 'download', 'install')).toMatchObject({
    kind: 'failed',
    code: 'not-writable',
  });
  expect(await act('check')).toMatchObject({ kind: 'offered' });
});

test('the log names what failed, but repeats no message', async () => {
  fakes.check.mockRejectedValue(
    Object.assign(new Error('https://secret.example'), { code: 'HTTP_ERROR_503' }),
  );
  await act('check');
  const failed = fakes.log.entries.find(({ event }) => event === 'update.failed');
  expect(failed?.fields).toEqual({
    effect: 'check',
    code: 'unreachable',
    detail: 'HTTP_ERROR_503',
  });
});

test('a copy that is updated by others never loads the updater', async () => {
  const managed = createUpdates({
    initial: { kind: 'managed', by: 'apt', isShown: false },
    openUpdater: null,
    clock: fakes.clock,
    log: fakes.log,
  });
  managed.act('check');
  managed.act('download');
  managed.act('install');
  await settle();
  expect(managed.getState()).toEqual({ kind: 'managed', by: 'apt', isShown: true });
});
