import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { findSandboxProblem } from '../../../scripts/lib/app/sandbox.mjs';
import { startVirtualDisplay } from '../../../scripts/lib/app/virtual-display.mjs';
import { runtimeEnvironment } from '../../../scripts/lib/install/electron-binary.mjs';
import {
  browser,
  postgres,
  virtualDisplay,
} from '../../../scripts/lib/install/system-packages.mjs';
import { planKill } from '../../../scripts/lib/processes.mjs';
import { findObstacle, needsOf } from '../../../scripts/lib/stages/test-stages.mjs';

const running = { pid: 7, exitCode: null, signalCode: null };
const ended = { pid: 7, exitCode: 0, signalCode: null };

test.each([
  ['linux', running, { group: 7 }],
  ['linux', ended, { group: 7 }],
  ['darwin', ended, { group: 7 }],
  ['win32', running, { tree: 7 }],
  ['win32', ended, undefined],
  ['win32', { ...running, signalCode: 'SIGTERM' }, undefined],
  ['linux', { ...running, pid: undefined }, undefined],
] as const)('on %s the program %j is ended by %j', (platform, leader, plan) => {
  expect(planKill(platform, leader)).toEqual(plan);
});

const ubuntu = {
  platform: 'linux',
  isRoot: false,
  areNamespacesRestricted: true,
  helper: 'dist/chrome-sandbox',
  isHelperRoots: false,
} as const;

test('Electron is not started where Ubuntu keeps its sandbox from starting', () => {
  expect(findSandboxProblem(ubuntu)).toContain('sudo chmod 4755 dist/chrome-sandbox');
});

test.each([
  { platform: 'darwin' },
  { platform: 'win32' },
  { isRoot: true },
  { areNamespacesRestricted: false },
  { isHelperRoots: true },
] as const)('Electron is started with %j', (difference) => {
  expect(findSandboxProblem({ ...ubuntu, ...difference })).toBeUndefined();
});

test.each([
  [{ binary: '/electron' }, 'electron'],
  [{ missing: 'no network' }, 'host'],
])('with %j the tests use the runtime "%s"', (electron, runtime) => {
  expect(runtimeEnvironment(electron)).toEqual({
    MYTONE_RUNTIME: runtime,
    ELECTRON_RUN_AS_NODE: undefined,
  });
});

test.each([
  [{ missing: 'no network' }, {}, [browser]],
  [{ binary: '/electron' }, {}, [virtualDisplay]],
  [{ binary: '/electron' }, { platform: 'darwin' }, []],
  [{ binary: '/electron' }, { env: { MYTONE_DISPLAY: 'inherit' } }, []],
])('with %j, where %j differs, windows are opened with %j', (electron, difference, needs) => {
  const stage = { name: 'e2e', command: () => [], opensWindows: true };
  const machine = { platform: 'linux', env: {}, ...difference } as never;
  expect(needsOf(stage, electron, machine)).toEqual(needs);
  expect(needsOf({ ...stage, opensWindows: false }, undefined, machine)).toEqual([]);
});

test.each([
  ['win32', false, 'PostgreSQL'],
  ['darwin', false, 'PostgreSQL'],
  ['darwin', true, undefined],
  ['linux', false, undefined],
] as const)(
  'on %s (with PostgreSQL: %s) the stage that needs it lacks %s',
  (platform, isThere, obstacle) => {
    const machine = { platform, hasProgram: () => isThere, list: () => [] };
    const stage = { name: 'server', command: () => [], leftOutWithout: postgres };
    expect(findObstacle(stage, machine as never)).toBe(obstacle);
  },
);

test("Electron's windows go to the virtual display even from a Wayland desktop", async () => {
  const stdout = new EventEmitter();
  const starting = startVirtualDisplay({
    start: () => Object.assign(new EventEmitter(), { stdout }),
  });
  stdout.emit('data', Buffer.from('7\n'));
  expect({ ...process.env, XDG_SESSION_TYPE: 'wayland', ...(await starting) }).toMatchObject({
    DISPLAY: ':7',
    WAYLAND_DISPLAY: undefined,
    XDG_SESSION_TYPE: 'x11',
  });
});
