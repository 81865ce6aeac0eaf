import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { node24 } from './node-24.mjs';
import { nodeModules } from './project.mjs';

/** A download that brings no byte for this long is given up. */
const stallMs = 20_000;

/** After a failure the host is left alone for this long, so that a start need not wait for it. */
const retryAfterMs = 24 * 60 * 60 * 1000;

const cache = join(nodeModules, '.cache', 'electron-download');
const failureRecord = join(cache, 'failed');

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
    await downloadElectron(processes);
  }
  const binary = installedElectron();
  if (binary === undefined) {
    mkdirSync(cache, { recursive: true });
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

/** @param {import('./processes.mjs').Processes} processes */
async function downloadElectron(processes) {
  console.log("Downloading Electron's binary (once)");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'part-'));
  const env = {
    ...process.env,
    TMPDIR: folder,
    TEMP: folder,
    TMP: folder,
    // Node's fetch heeds the proxy variables only when told to.
    NODE_USE_ENV_PROXY: '1',
  };
  const child = processes.start(node24, [join(nodeModules, 'electron', 'install.js')], { env });
  child.stdout.resume();
  child.stderr.resume();
  const watch = watchForStall(folder, () => void processes.stop(child));
  await new Promise((resolve) => child.once('close', resolve));
  clearInterval(watch);
  rmSync(folder, { recursive: true, force: true });
}

/**
 * @param {string} folder that grows while the download does
 * @param {() => void} onStall
 */
function watchForStall(folder, onStall) {
  let bytes = -1;
  let grewAt = Date.now();
  return setInterval(() => {
    const now = sizeOf(folder);
    if (now !== bytes) {
      bytes = now;
      grewAt = Date.now();
    } else if (Date.now() - grewAt > stallMs) {
      onStall();
    }
  }, 1000);
}

/** @param {string} folder */
function sizeOf(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => statSync(join(folder, String(name)), { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, size) => sum + size, 0);
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
