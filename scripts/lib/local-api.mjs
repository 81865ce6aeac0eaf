import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { logs, node24, serverData } from './project.mjs';
import { Refusal } from './refusal.mjs';

/**
 * Starts the API of `server/` on its embedded database and waits until it listens.
 * @param {import('./processes.mjs').Processes} processes
 * @param {number} port
 * @returns {Promise<string>} its address
 */
export function startLocalApi(processes, port) {
  const api = processes.start(node24, ['server/src/main.ts'], {
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: serverData,
      // Whatever database the shell is set up for is not the one to play with.
      DATABASE_URL: undefined,
      NODE_ENV: 'development',
    },
    logFile: join(logs, 'api.log'),
  });
  return new Promise((resolve, reject) => {
    let lastLine = '';
    for (const stream of [api.stdout, api.stderr]) {
      createInterface(stream).on('line', (line) => {
        const entry = readEntry(line);
        lastLine = entry.msg ?? line;
        if (entry.msg === 'listening' && entry.url !== undefined) {
          resolve(entry.url);
        }
      });
    }
    api.once('close', () => reject(new Refusal(`The local API did not start: ${lastLine}`)));
    api.once('error', reject);
  });
}

/**
 * @param {string} line of the API's log
 * @returns {{ msg?: string, url?: string }} empty where it is not JSON
 */
function readEntry(line) {
  try {
    return JSON.parse(line);
  } catch {
    return {};
  }
}
