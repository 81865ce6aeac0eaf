import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { node24 } from '../node-24.mjs';
import { nodeModules } from '../project.mjs';

/** A download that receives no byte for this long is aborted. */
const stallMs = 20_000;

/** Where downloads and the records of failed attempts are kept. */
export const downloadCache = join(nodeModules, '.cache', 'electron-download');

/**
 * Runs a Node program that downloads into its temporary folder, and ends it when neither that
 * folder nor the one it unpacks into grows.
 * @param {readonly string[]} args
 * @param {import('../processes.mjs').Processes} processes
 * @param {string} [target] where it unpacks what it has downloaded
 * @returns {Promise<{ code: number | null, output: string }>} output: what it wrote to standard output
 */
export async function runDownload(args, processes, target) {
  mkdirSync(downloadCache, { recursive: true });
  const folder = mkdtempSync(join(downloadCache, 'part-'));
  const env = {
    ...process.env,
    TMPDIR: folder,
    TEMP: folder,
    TMP: folder,
    // Node's fetch ignores the proxy variables unless told otherwise.
    NODE_USE_ENV_PROXY: '1',
  };
  const child = processes.start(node24, args, { env });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  child.stderr.resume();
  const watch = watchForStall(
    target === undefined ? [folder] : [folder, target],
    () => void processes.stop(child),
  );
  await new Promise((resolve) => child.once('close', resolve));
  clearInterval(watch);
  rmSync(folder, { recursive: true, force: true });
  return { code: child.exitCode, output };
}

/**
 * @param {readonly string[]} folders at least one of them grows during the download
 * @param {() => void} onStall
 */
function watchForStall(folders, onStall) {
  const hasStalled = createStallCheck(folders);
  return setInterval(() => {
    if (hasStalled(Date.now())) {
      onStall();
    }
  }, 1000);
}

/**
 * Returns a function that says whether none of the folders has grown for 20 seconds.
 * @param {readonly string[]} folders
 * @returns {(nowMs: number) => boolean}
 */
export function createStallCheck(folders) {
  let bytes = -1;
  let grewAt = 0;
  return (nowMs) => {
    const size = folders.map(sizeOf).reduce((sum, each) => sum + each, 0);
    if (size !== bytes) {
      bytes = size;
      grewAt = nowMs;
    }
    return nowMs - grewAt > stallMs;
  };
}

/** @param {string} folder */
function sizeOf(folder) {
  if (!existsSync(folder)) {
    return 0;
  }
  return readdirSync(folder, { recursive: true })
    .map((name) => statSync(join(folder, String(name)), { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, size) => sum + size, 0);
}
