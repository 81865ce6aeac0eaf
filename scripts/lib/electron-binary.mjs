import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { downloadCache, runDownload } from './download.mjs';
import { nodeModules } from './project.mjs';

/** After a failure the host is left alone for this long, so that a start need not wait for it. */
const retryAfterMs = 24 * 60 * 60 * 1000;

const failureRecord = join(downloadCache, 'failed');

/**
 * Electron's binary: the one that is there, else one attempt a day to fetch it.
 * @param {import('./processes.mjs').Processes} processes
 * @returns {Promise<{ binary: string } | { missing: string }>} missing: why, in words
 */
export async function findElectron(processes) {
  if (!installedElectron()) {
    if (hasFailedLately()) {
      return { missing: 'its download failed less than a day ago' };
    }
    console.log("Downloading Electron's binary (once)");
    await runDownload([join(nodeModules, 'electron', 'install.js')], processes);
  }
  const binary = installedElectron();
  if (binary === undefined) {
    mkdirSync(downloadCache, { recursive: true });
    writeFileSync(failureRecord, '');
    return { missing: 'its download failed; the next attempt is in a day' };
  }
  const libraries = await findMissingLibraries(binary, processes);
  return libraries.length === 0 ? { binary } : { missing: `it needs ${libraries.join(', ')}` };
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
 * Libraries of the system that Electron's binary does not find (Linux).
 * @param {string} binary
 * @param {import('./processes.mjs').Processes} processes
 */
async function findMissingLibraries(binary, processes) {
  if (process.platform !== 'linux') {
    return [];
  }
  const { output } = await processes.run('ldd', [binary]);
  return [...output.matchAll(/^\s*(\S+) => not found/gm)].map(([, library]) => library ?? '');
}
