import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../build.mjs';
import { node24 } from '../node-24.mjs';
import { logs } from '../project.mjs';
import { Refusal } from '../refusal.mjs';
import { runScript } from '../script.mjs';
import { prepareApp } from './prepare-app.mjs';

/**
 * `npm start`: sets up what is missing, builds, starts the local API and opens the app against it.
 * @param {readonly string[]} args
 */
export async function start(args) {
  await runScript(
    async (processes) =>
      runApp(await prepareApp(args, processes, () => build(processes)), processes),
    { interruptedCode: 0 },
  );
}

/**
 * Opens the window and waits until it is closed.
 * @param {Awaited<ReturnType<typeof prepareApp>>} app
 * @param {import('../processes.mjs').Processes} processes
 */
async function runApp({ electron, env, args }, processes) {
  const logFile = join(logs, 'app.log');
  // Chromium's sandbox refuses to run as root; nothing else turns it off.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  console.log(
    'binary' in electron
      ? 'Opening MyTone in Electron; close its window or press Ctrl-C to stop everything'
      : `Opening MyTone in the browser host (no Electron: ${electron.missing}); close its window or press Ctrl-C to stop everything`,
  );
  const child =
    'binary' in electron
      ? processes.start(electron.binary, [...args, ...asRoot], { env, logFile })
      : processes.start(node24, ['tools/browser-host/main.ts', ...args], { env, logFile });
  /** @type {number | null} */
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) {
    console.error(readFileSync(logFile, 'utf8'));
    throw new Refusal(`MyTone ended with code ${code}; what it said is above.`);
  }
}
