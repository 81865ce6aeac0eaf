import { node24 } from '../node-24.mjs';
import { Refusal } from '../refusal.mjs';
import { runScript } from '../script.mjs';
import { prepareApp } from './prepare-app.mjs';

/**
 * `npm run dev`: like `npm start`, then rebuilds on every change. A change of the page reloads
 * the page; a change of main or the preload restarts the app. Takes the options of `npm start`.
 * @param {readonly string[]} args
 */
export async function dev(args) {
  await runScript(
    async (processes) => {
      const { electron, env, args: app } = await prepareApp(args, processes, async () => {});
      const binary = 'binary' in electron ? electron.binary : '';
      const child = processes.start(node24, ['tools/dev/main.ts', binary, ...app], { env });
      child.stdout.pipe(process.stdout);
      child.stderr.pipe(process.stderr);
      /** @type {number | null} */
      const code = await new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('close', resolve);
      });
      if (code !== 0) {
        throw new Refusal(`npm run dev ended with code ${code}; see above.`);
      }
    },
    { interruptedCode: 0 },
  );
}
