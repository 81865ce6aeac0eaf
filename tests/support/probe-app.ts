import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './project.ts';

/** A copy of the built application whose page runs one additional script. */
export interface ProbeApp {
  readonly folder: string;
  dispose(): Promise<void>;
}

/**
 * Copies the build and adds `source` as a classic script of the page, served and listed like any
 * other: unlike `page.evaluate`, it is subject to the page's content security policy.
 */
export async function createProbeApp(source: string): Promise<ProbeApp> {
  const folder = await mkdtemp(join(tmpdir(), 'mytone-probe-'));
  await cp(join(root, 'out'), join(folder, 'out'), { recursive: true });
  await cp(join(root, 'package.json'), join(folder, 'package.json'));
  // A junction, because a link needs a right on Windows that few have; elsewhere it is a link.
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const page = join(folder, 'out', 'renderer');
  await writeFile(join(page, 'probe.js'), source);
  const files: string[] = JSON.parse(await readFile(join(page, 'files.json'), 'utf8'));
  await writeFile(join(page, 'files.json'), JSON.stringify([...files, 'probe.js']));
  const index = await readFile(join(page, 'index.html'), 'utf8');
  await writeFile(
    join(page, 'index.html'),
    index.replace('</head>', '<script src="./probe.js"></script></head>'),
  );
  return { folder, dispose: () => rm(folder, { recursive: true, force: true }) };
}
