import { execFile } from 'node:child_process';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../support/project.ts';
import { type Target, writeElectronStandIn } from './electron-stand-in.ts';

const run = promisify(execFile);

export interface PackOptions {
  /** An empty folder for the copy of the project, the stand-in and the packages. */
  folder: string;
  target: Target;
  /** keytar.node's content; the one that npm built here by default. */
  addon?: Buffer;
  /** What to make of the packed folder; by default nothing. */
  packages?: readonly string[];
  /** Changes the copy of the project before it is packed. */
  prepare?: (project: string) => Promise<void>;
  /** More arguments for electron-builder. */
  args?: readonly string[];
  env?: Readonly<Record<string, string>>;
}

/** Which of electron-builder's options names the system, and the folder that it packs into. */
const builderWords = {
  'linux-x64': { option: '--linux', arch: '--x64', folder: 'linux-unpacked' },
  'win32-x64': { option: '--win', arch: '--x64', folder: 'win-unpacked' },
  'darwin-arm64': { option: '--mac', arch: '--arm64', folder: 'mac-arm64' },
} as const;

/**
 * Packs the built application as electron-builder.yml says, with a stand-in for Electron and in a
 * copy of the project, so that keytar.node can be another system's.
 * @returns the folder with the packed application, and what electron-builder said
 */
export async function pack({
  folder,
  target,
  addon,
  prepare,
  packages = [],
  args = [],
  env,
}: PackOptions) {
  const project = join(folder, 'project');
  const electron = join(folder, 'electron.zip');
  const output = join(folder, 'dist');
  const words = builderWords[target];
  await copyProject(project, addon);
  await prepare?.(project);
  await writeElectronStandIn(electron, target);
  const { stdout, stderr } = await run(
    process.execPath,
    [
      join(root, 'node_modules/electron-builder/cli.js'),
      ...['--projectDir', project, '--config', 'electron-builder.yml'],
      ...[words.option, ...(packages.length > 0 ? packages : ['dir']), words.arch],
      ...['--publish', 'never'],
      `-c.electronDist=${electron}`,
      `-c.directories.output=${output}`,
      // The project's own hooks: relative ones would be looked up in the copy.
      ...['afterExtract', 'afterPack'].map(
        (hook) => `-c.${hook}=${join(root, 'tools/packaging', `${kebab(hook)}.ts`)}`,
      ),
      ...args,
    ],
    {
      // Nothing is downloaded: a tool that is missing is an error here.
      env: {
        ...process.env,
        CI: 'true',
        CSC_IDENTITY_AUTO_DISCOVERY: 'false',
        ELECTRON_BUILDER_BINARIES_MIRROR: 'http://127.0.0.1:9/',
        ELECTRON_BUILDER_BINARIES_ALLOW_HTTP: 'true',
        ...env,
      },
      maxBuffer: 16 * 1024 * 1024,
    },
  ).catch(({ stdout, stderr }) => {
    throw new Error(`electron-builder failed:\n${stdout}${stderr}`);
  });
  return { packed: join(output, words.folder), output, log: stdout + stderr };
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** What a package is made of. Its package.json names no package that does not ship: to look them up takes long. */
async function copyProject(project: string, addon: Buffer | undefined): Promise<void> {
  for (const name of ['electron-builder.yml', 'LICENSE', 'out', 'resources']) {
    await cp(join(root, name), join(project, name), { recursive: true });
  }
  for (const name of ['keytar', '@fontsource-variable/inter']) {
    const path = join('node_modules', name);
    await cp(join(root, path), join(project, path), { recursive: true });
  }
  if (addon) {
    await writeFile(join(project, 'node_modules/keytar/build/Release/keytar.node'), addon);
  }
  const {
    devDependencies,
    workspaces: _,
    ...manifest
  } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const text = JSON.stringify({
    ...manifest,
    devDependencies: { electron: devDependencies.electron },
  });
  await writeFile(join(project, 'package.json'), text);
}
