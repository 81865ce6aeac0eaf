import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { node24 } from './node-24.mjs';
import { logs, root } from './project.mjs';
import { Refusal } from './refusal.mjs';

/**
 * Starts the API of `server/` on its embedded database and waits until it listens.
 * @param {{ port: number, dataFolder: string }} settings
 * @param {import('./processes.mjs').Processes} processes
 * @returns {Promise<string>} its address
 */
export function startLocalApi({ port, dataFolder }, processes) {
  const api = processes.start(node24, startArguments(), {
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: dataFolder,
      // Ignore the database of the caller's environment: it may hold real data.
      DATABASE_URL: undefined,
      NODE_ENV: 'development',
    },
    logFile: join(logs, 'api.log'),
    // Its database is closed, on Windows too.
    endsByMessage: true,
  });
  let complaint = '';
  api.stderr.setEncoding('utf8').on('data', (text) => {
    complaint += text;
  });
  return new Promise((resolve, reject) => {
    createInterface(api.stdout).on('line', (line) => {
      const { msg, url } = readEntry(line);
      if (msg === 'listening' && url !== undefined) {
        resolve(url);
      }
    });
    api.once('close', () =>
      reject(new Refusal(`The local API did not start. ${complaint.trim()}`)),
    );
    api.once('error', reject);
  });
}

/** V8's limits of the script `start` in server/package.json, and the sources, which need no build. */
function startArguments() {
  const { scripts } = /** @type {{ scripts: { start: string } }} */ (
    JSON.parse(readFileSync(join(root, 'server', 'package.json'), 'utf8'))
  );
  const limits = scripts.start.split(' ').filter((word) => word.startsWith('--'));
  return [...limits, 'server/src/main.mjs'];
}

/**
 * @param {string} line of the API's log
 * @returns {{ msg?: string, url?: string }} empty if it is not JSON
 */
function readEntry(line) {
  try {
    return /** @type {{ msg?: string, url?: string }} */ (JSON.parse(line));
  } catch {
    return {};
  }
}
