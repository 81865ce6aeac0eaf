import { node24 } from './node-24.mjs';
import { commandOf } from './project.mjs';
import { Refusal } from './refusal.mjs';

/**
 * Builds main, preload and renderer into `out/`.
 * @param {import('./processes.mjs').Processes} processes
 */
export async function build(processes) {
  console.log('Building');
  const { code, output } = await processes.run(node24, [commandOf('electron-vite'), 'build']);
  if (code !== 0) {
    console.error(output);
    throw new Refusal('The build failed (above).');
  }
}
