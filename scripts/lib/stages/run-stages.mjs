import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { needsVirtualDisplay, startVirtualDisplay } from '../app/virtual-display.mjs';
import { findElectron, runtimeEnvironment } from '../install/electron-binary.mjs';
import { areNpmPackagesInstalled, bringNpmPackages } from '../install/npm-packages.mjs';
import { bringSystemPackages, keytarBuild } from '../install/system-packages.mjs';
import { inspectMachine } from '../machine.mjs';
import { node24 } from '../node-24.mjs';
import { nodeModules } from '../project.mjs';
import { Refusal } from '../refusal.mjs';
import { runScript } from '../script.mjs';
import { judge, reportReaders, summarize } from './test-reports.mjs';
import { findObstacle, needsOf, stages } from './test-stages.mjs';

/** A stage that takes longer is considered hung. */
const stageLimitMs = 20 * 60 * 1000;

/**
 * `npm test`: sets up what is missing, runs the stages in order, and ends with one line that
 * counts the tests. `--update` accepts the screens as they look now.
 * @param {readonly string[]} names
 */
export async function test(names) {
  if (names.includes('--update')) {
    process.env['VISUAL_UPDATE'] = '1';
  }
  await runScript(
    (processes) =>
      runStages(
        names.filter((name) => name !== '--update'),
        processes,
      ),
    { interruptedCode: 130 },
  );
}

/**
 * @param {readonly string[]} names
 * @param {import('../processes.mjs').Processes} processes
 */
async function runStages(names, processes) {
  const chosen = chooseStages(names);
  const display = await setUp(chosen, processes);
  const reports = mkdtempSync(join(tmpdir(), 'mytone-test-'));
  const total = { passed: 0, failed: 0, skipped: 0 };
  /** @type {Set<string | undefined>} */
  const failedStages = new Set();
  for (const stage of chosen) {
    const why = whyNotRun(stage, failedStages);
    const counts =
      why === undefined
        ? await runStage(stage, join(reports, `${stage.name}.json`), display, processes)
        : skipStage(stage, why);
    if (counts.failed > 0) {
      failedStages.add(stage.name);
    }
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
  }
  rmSync(reports, { recursive: true, force: true });
  process.exitCode = total.failed === 0 ? 0 : 1;
  console.log(summarize(total));
}

/**
 * All stages, or the named ones with the stages they depend on.
 * @param {readonly string[]} names
 */
function chooseStages(names) {
  const unknown = names.filter((name) => stages.every((stage) => stage.name !== name));
  if (unknown.length > 0) {
    const known = stages.map(({ name }) => name).join(' ');
    throw new Refusal(`There is no stage "${unknown[0]}": name one of ${known}`);
  }
  if (names.length === 0) {
    return stages.filter(({ isOnlyRunByName }) => !isOnlyRunByName);
  }
  const named = stages.filter(({ name }) => names.includes(name));
  return stages.filter(
    (stage) => named.includes(stage) || named.some(({ after }) => after === stage.name),
  );
}

/**
 * Installs what the stages need.
 * @param {readonly import('./test-stages.mjs').Stage[]} chosen
 * @param {import('../processes.mjs').Processes} processes
 * @returns {Promise<NodeJS.ProcessEnv>} the variables that choose the runtime and the display
 */
async function setUp(chosen, processes) {
  const machine = inspectMachine();
  await bringSystemPackages(areNpmPackagesInstalled() ? [] : [keytarBuild], machine, processes);
  await bringNpmPackages(processes);
  const opensWindows = chosen.some((stage) => stage.opensWindows);
  const electron = opensWindows ? await findElectron(processes) : undefined;
  const needs = new Set(chosen.flatMap((stage) => needsOf(stage, electron, machine)));
  await bringSystemPackages([...needs], machine, processes);
  if (electron === undefined) {
    return {};
  }
  const isOwn = 'binary' in electron && needsVirtualDisplay(machine);
  const display = isOwn ? await startVirtualDisplay(processes) : {};
  return { ...runtimeEnvironment(electron), ...display };
}

/**
 * @param {import('./test-stages.mjs').Stage} stage
 * @param {Set<string | undefined>} failedStages
 * @returns {string | undefined}
 */
function whyNotRun(stage, failedStages) {
  const missing = findObstacle(stage, inspectMachine());
  if (missing !== undefined) {
    return `${missing} is not here`;
  }
  return failedStages.has(stage.after) ? `${stage.after} failed` : undefined;
}

/**
 * @param {import('./test-stages.mjs').Stage} stage
 * @param {string} why
 */
function skipStage({ name }, why) {
  console.log(`${name}: not run, because ${why}`);
  return { passed: 0, failed: 0, skipped: 1 };
}

/**
 * @param {import('./test-stages.mjs').Stage} stage
 * @param {string} reportFile
 * @param {NodeJS.ProcessEnv} display
 * @param {import('../processes.mjs').Processes} processes
 */
async function runStage({ name, command, report }, reportFile, display, processes) {
  const startedAt = Date.now();
  const { code, output } = await processes.run(node24, command(reportFile), {
    env: { ...stageEnvironment(reportFile), ...display },
    timeoutMs: stageLimitMs,
  });
  const counts =
    report === undefined
      ? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
      : judge(code, existsSync(reportFile) ? readReport(report, reportFile) : undefined);
  if (counts.failed > 0) {
    console.log(output);
  }
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  const [, where] = /^End to end in: (.+)$/m.exec(output) ?? [];
  console.log(`${name}: ${summarize(counts)} (${seconds} s${where ? `, in ${where}` : ''})`);
  return counts;
}

/**
 * The same environment on every machine: Node 24 first, no colours, no prompts, no NODE_OPTIONS.
 * @param {string} reportFile
 * @returns {NodeJS.ProcessEnv}
 */
function stageEnvironment(reportFile) {
  return {
    ...process.env,
    PATH: [dirname(node24), join(nodeModules, '.bin'), process.env['PATH']].join(delimiter),
    CI: 'true',
    NO_COLOR: '1',
    FORCE_COLOR: undefined,
    NODE_ENV: undefined,
    NODE_OPTIONS: undefined,
    PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile,
  };
}

/**
 * @param {keyof typeof reportReaders} kind
 * @param {string} file
 */
function readReport(kind, file) {
  const read = /** @type {(report: unknown) => import('./test-reports.mjs').Counts} */ (
    reportReaders[kind]
  );
  return read(JSON.parse(readFileSync(file, 'utf8')));
}
