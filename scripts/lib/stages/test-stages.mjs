import { join } from 'node:path';
import { needsVirtualDisplay } from '../app/virtual-display.mjs';
import {
  browser,
  busTools,
  databaseProxies,
  falseClock,
  keyring,
  packageTools,
  postgres,
  virtualDisplay,
} from '../install/system-packages.mjs';
import { commandOf, root } from '../project.mjs';

/**
 * One stage of `npm test`. A stage without a report counts as one test: its exit code.
 * @typedef {object} Stage
 * @property {string} name
 * @property {(reportFile: string) => readonly string[]} command for Node 24
 * @property {keyof typeof import('./test-reports.mjs').reportReaders} [report] who writes it
 * @property {readonly import('../install/system-packages.mjs').Need[]} [needs]
 * @property {import('../install/system-packages.mjs').Need} [leftOutWithout] skip it without this, where the scripts cannot install it
 * @property {boolean} [opensWindows] in Electron or the browser host
 * @property {boolean} [isOnlyRunByName] `npm test` leaves it out
 * @property {string} [after] a stage that must pass first
 */

/** @type {readonly Stage[]} */
export const stages = [
  {
    name: 'format',
    command: () => [commandOf('@biomejs/biome'), 'check', '--error-on-warnings', '.'],
  },
  { name: 'lint', command: () => [commandOf('oxlint'), '--deny-warnings'] },
  { name: 'unused', command: () => [commandOf('knip'), '--treat-config-hints-as-errors'] },
  { name: 'types', command: () => [commandOf('typescript'), '--build', '.'] },
  vitest('unit', []),
  { name: 'build', command: () => [commandOf('electron-vite'), 'build'] },
  { ...vitest('integration', [keyring, busTools, browser, falseClock]), after: 'build' },
  { ...vitest('package', []), after: 'build' },
  { ...vitest('server', [postgres]), leftOutWithout: postgres },
  { ...vitest('distributed', [postgres, databaseProxies]), leftOutWithout: databaseProxies },
  scenes('page'),
  windows('e2e'),
  { ...windows('e2e-postgres', [postgres]), isOnlyRunByName: true },
  { ...windows('e2e-unkind'), isOnlyRunByName: true },
  { ...vitest('package-linux', [packageTools]), after: 'build', isOnlyRunByName: true },
  { ...windows('e2e-packed'), isOnlyRunByName: true },
  { ...windows('e2e-installed', [packageTools]), isOnlyRunByName: true },
  { ...scenes('visual'), isOnlyRunByName: true },
  { ...scenes('accessibility'), isOnlyRunByName: true },
];

/**
 * Playwright's specs of one folder: they run on the gallery's scenes, which they build themselves.
 * @param {string} name of the folder below tests
 * @returns {Stage}
 */
function scenes(name) {
  return {
    name,
    command: () => [
      commandOf('playwright'),
      'test',
      `--config=${join(root, 'tests', name, 'playwright.config.ts')}`,
      '--reporter=line,json',
    ],
    report: 'playwright',
    needs: [browser],
  };
}

/**
 * What a stage needs from the system: Electron needs a display, the browser host a browser.
 * @param {Stage} stage
 * @param {{ binary: string } | { missing: string } | undefined} electron
 * @param {import('../machine.mjs').Machine} machine
 */
export function needsOf({ needs = [], opensWindows = false }, electron, machine) {
  if (!opensWindows) {
    return needs;
  }
  if (electron === undefined || 'missing' in electron) {
    return [...needs, browser];
  }
  return needsVirtualDisplay(machine) ? [...needs, virtualDisplay] : needs;
}

/**
 * Why a stage cannot run on this machine; undefined if it can. On Linux the scripts install what
 * is missing, or refuse.
 * @param {Stage} stage
 * @param {import('../machine.mjs').Machine} machine
 */
export function findObstacle({ leftOutWithout: need }, machine) {
  return need === undefined || machine.platform === 'linux' || need.isMet(machine)
    ? undefined
    : need.what;
}

/**
 * @param {string} name of the folder below tests
 * @param {Stage['needs'] & {}} needs beside those of every window
 * @returns {Stage}
 */
function windows(name, needs = []) {
  return {
    ...scenes(name),
    needs: [keyring, busTools, ...needs],
    opensWindows: true,
    after: 'build',
  };
}

/**
 * @param {string} project of vitest.config.ts
 * @param {Stage['needs'] & {}} needs
 * @returns {Stage}
 */
function vitest(project, needs) {
  return {
    name: project,
    command: (reportFile) => [
      commandOf('vitest'),
      'run',
      `--project=${project}`,
      // Vitest's own default leaves one core idle.
      '--maxWorkers=100%',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportFile}`,
    ],
    report: 'vitest',
    needs,
  };
}
