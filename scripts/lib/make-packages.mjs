import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { runDownload } from './install/download.mjs';
import { areNpmPackagesInstalled, bringNpmPackages } from './install/npm-packages.mjs';
import { bringSystemPackages, keytarBuild } from './install/system-packages.mjs';
import { inspectMachine } from './machine.mjs';
import { node24 } from './node-24.mjs';
import { findReleaseProblem, readPackageOptions } from './package-options.mjs';
import { commandOf, root } from './project.mjs';
import { Refusal } from './refusal.mjs';
import { runScript } from './script.mjs';

/**
 * `npm run package`: sets up what is missing, builds, and makes this system's packages in dist/.
 * @param {readonly string[]} args
 */
export async function makePackages(args) {
  await runScript((processes) => packApp(args, processes), { interruptedCode: 130 });
}

/**
 * @param {readonly string[]} args
 * @param {import('./processes.mjs').Processes} processes
 */
async function packApp(args, processes) {
  const { release, electron } = readPackageOptions(args);
  const machine = inspectMachine();
  if (release) {
    const configuration = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
    const trust = readFileSync(join(root, 'src/main/update/release-trust.ts'), 'utf8');
    const facts = { ...machine, configuration, trust, version: readVersion() };
    const problem = findReleaseProblem(facts);
    if (problem !== undefined) {
      throw new Refusal(problem);
    }
  }
  await bringSystemPackages(areNpmPackagesInstalled() ? [] : [keytarBuild], machine, processes);
  await bringNpmPackages(processes);
  const archive = await findElectronArchive({ release, electron }, processes);
  await build(processes);
  await runElectronBuilder(archive, release, processes);
  console.log('The packages are in dist/');
}

function readVersion() {
  const text = readFileSync(join(root, 'package.json'), 'utf8');
  const { version } = /** @type {{ version: string }} */ (JSON.parse(text));
  return version;
}

/**
 * @param {{ release: boolean, electron: string | undefined }} options
 * @param {import('./processes.mjs').Processes} processes
 */
async function findElectronArchive({ release, electron }, processes) {
  if (electron !== undefined && !release) {
    return electron;
  }
  console.log(electron === undefined ? "Fetching Electron's binary" : "Checking Electron's binary");
  const { code, output } = await runDownload(
    [
      join(root, 'tools', 'packaging', 'electron', 'fetch-electron.ts'),
      ...(electron === undefined ? [] : ['--archive', electron]),
    ],
    processes,
  );
  if (code !== 0) {
    throw new Refusal(
      electron === undefined
        ? "Electron's binary is missing and could not be downloaded: set ELECTRON_MIRROR to a host that has it, or name its archive with: npm run package -- --electron ZIP"
        : `${electron} is not the binary that node_modules/electron/checksums.json names: a release is made with that one only.`,
    );
  }
  return output;
}

/**
 * @param {string} archive Electron's
 * @param {boolean} release
 * @param {import('./processes.mjs').Processes} processes
 */
async function runElectronBuilder(archive, release, processes) {
  console.log('Packing');
  const { code, output } = await processes.run(node24, [
    commandOf('electron-builder'),
    ...['--config', 'electron-builder.yml', '--publish', 'never'],
    `-c.electronDist=${archive}`,
    // Without a certificate electron-builder only warns.
    ...(release ? ['-c.forceCodeSigning=true'] : []),
  ]);
  if (code !== 0) {
    console.error(output);
    throw new Refusal('The packages could not be made (above).');
  }
}
