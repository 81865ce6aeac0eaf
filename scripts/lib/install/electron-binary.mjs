import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findSandboxProblem, inspectSandbox } from '../app/sandbox.mjs';
import { nodeModules } from '../project.mjs';
import { Refusal } from '../refusal.mjs';
import { downloadCache, runDownload } from './download.mjs';

/** After a failure, the next attempt waits this long, so that not every start is delayed. */
const retryAfterMs = 24 * 60 * 60 * 1000;

const failureRecord = join(downloadCache, 'failed');

/**
 * Electron's binary, or why the browser host is used instead. `MYTONE_RUNTIME` decides: `host`
 * never looks for Electron, `electron` fails if it is not there.
 * @param {import('../processes.mjs').Processes} processes
 * @returns {Promise<{ binary: string } | { missing: string }>} missing: why, in words
 */
export async function findElectron(processes) {
  const wanted = process.env['MYTONE_RUNTIME'];
  const electron =
    wanted === 'host' ? { missing: 'MYTONE_RUNTIME=host' } : await findOrBring(processes);
  if (wanted === 'electron' && 'missing' in electron) {
    throw new Refusal(`MYTONE_RUNTIME=electron, but there is no Electron: ${electron.missing}.`);
  }
  return electron;
}

/**
 * The environment that passes the decision on, so that it is made once. `ELECTRON_RUN_AS_NODE`,
 * which some editors set for their tasks, would make Electron's binary run as plain Node.
 * @param {{ binary: string } | { missing: string }} electron
 * @returns {NodeJS.ProcessEnv}
 */
export function runtimeEnvironment(electron) {
  return {
    MYTONE_RUNTIME: 'binary' in electron ? 'electron' : 'host',
    ELECTRON_RUN_AS_NODE: undefined,
  };
}

/**
 * The binary if it is installed; otherwise tries to fetch it, at most once a day.
 * @param {import('../processes.mjs').Processes} processes
 * @returns {Promise<{ binary: string } | { missing: string }>}
 */
async function findOrBring(processes) {
  if (!installedElectron()) {
    if (hasFailedLately()) {
      return { missing: 'its download failed less than a day ago' };
    }
    console.log("Downloading Electron's binary (once)");
    const electron = join(nodeModules, 'electron');
    await runDownload([join(electron, 'install.js')], processes, join(electron, 'dist'));
  }
  const binary = installedElectron();
  if (binary === undefined) {
    mkdirSync(downloadCache, { recursive: true });
    writeFileSync(failureRecord, '');
    return { missing: 'its download failed; the next attempt is in a day' };
  }
  const libraries = await findMissingLibraries(binary, processes);
  if (libraries.length > 0) {
    return { missing: `it needs ${libraries.join(', ')}` };
  }
  const problem = findSandboxProblem(inspectSandbox(binary));
  return problem === undefined ? { binary } : { missing: problem };
}

/** @returns {string | undefined} */
function installedElectron() {
  const record = join(nodeModules, 'electron', 'path.txt');
  if (!existsSync(record)) {
    return undefined;
  }
  const binary = join(nodeModules, 'electron', 'dist', readFileSync(record, 'utf8'));
  return existsSync(binary) ? binary : undefined;
}

function hasFailedLately() {
  return existsSync(failureRecord) && Date.now() - statSync(failureRecord).mtimeMs < retryAfterMs;
}

/**
 * System libraries that Electron's binary needs and does not find (Linux).
 * @param {string} binary
 * @param {import('../processes.mjs').Processes} processes
 */
async function findMissingLibraries(binary, processes) {
  if (process.platform !== 'linux') {
    return [];
  }
  const { output } = await processes.run('ldd', [binary]);
  return [...output.matchAll(/^\s*(\S+) => not found/gm)].map(([, library]) => library ?? '');
}
