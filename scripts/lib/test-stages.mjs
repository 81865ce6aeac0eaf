import { join } from 'node:path';
import { commandOf, root } from './project.mjs';
import {
  browser,
  busTools,
  falseClock,
  keyring,
  packageTools,
  postgres,
} from './system-packages.mjs';

/**
 * One line of `npm test`. A stage without a report counts as one check: its exit code.
 * @typedef {object} Stage
 * @property {string} name
 * @property {(reportFile: string) => readonly string[]} command for Node 24
 * @property {keyof typeof import('./test-reports.mjs').reportReaders} [report] who writes it
 * @property {readonly import('./system-packages.mjs').Need[]} [needs]
 * @property {boolean} [opensWindows] where it runs in Electron
 * @property {boolean} [isOnlyRunByName] `npm test` leaves it out
 * @property {string} [after] the stage whose result it works on: run before it, and not in vain
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
  vitest('server', [postgres]),
  scenes('page'),
  windows('e2e'),
  { ...windows('e2e-postgres', [postgres]), isOnlyRunByName: true },
  { ...vitest('package-linux', [packageTools]), after: 'build', isOnlyRunByName: true },
  { ...windows('e2e-packed'), isOnlyRunByName: true },
  { ...windows('e2e-installed', [packageTools]), isOnlyRunByName: true },
  { ...scenes('screenshots'), isOnlyRunByName: true },
];

/**
 * Specs on the gallery's scenes, which they build themselves.
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
 * @param {string} name of the folder below tests
 * @param {Stage['needs'] & {}} needs beside those of every window
 * @returns {Stage}
 */
function windows(name, needs = []) {
  return {
    name,
    command: () => [
      commandOf('playwright'),
      'test',
      `--config=${join(root, 'tests', name, 'playwright.config.ts')}`,
      '--reporter=line,json',
    ],
    report: 'playwright',
    needs: [keyring, busTools, browser, ...needs],
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
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportFile}`,
    ],
    report: 'vitest',
    needs,
  };
}
