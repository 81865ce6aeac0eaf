import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { node24 } from './node-24.mjs';
import { nodeModules } from './project.mjs';

/** A download that brings no byte for this long is given up. */
const stallMs = 20_000;

/** Where downloads and what is remembered of them lie. */
export const downloadCache = join(nodeModules, '.cache', 'electron-download');

/**
 * Runs a Node program that downloads through its folder for temporary files, and ends it when
 * that folder no longer grows.
 * @param {readonly string[]} args
 * @param {import('./processes.mjs').Processes} processes
 * @returns {Promise<{ code: number | null, output: string }>} output: what it wrote to standard output
 */
export async function runDownload(args, processes) {
  mkdirSync(downloadCache, { recursive: true });
  const folder = mkdtempSync(join(downloadCache, 'part-'));
  const env = {
    ...process.env,
    TMPDIR: folder,
    TEMP: folder,
    TMP: folder,
    // Node's fetch heeds the proxy variables only when told to.
    NODE_USE_ENV_PROXY: '1',
  };
  const child = processes.start(node24, args, { env });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  child.stderr.resume();
  const watch = watchForStall(folder, () => void processes.stop(child));
  await new Promise((resolve) => child.once('close', resolve));
  clearInterval(watch);
  rmSync(folder, { recursive: true, force: true });
  return { code: child.exitCode, output };
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
