import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { elf } from '../unit/tools/packaging/native/native-headers.ts';
import { type ArchiveFile, findArchiveChanges, listArchive } from './support/archive.ts';
import { pack } from './support/pack.ts';

const addon = 'node_modules/keytar/build/Release/keytar.node';

/** Where a byte of each file is changed. */
const places = {
  first: () => 0,
  middle: ({ size }: ArchiveFile) => Math.floor(size / 2),
  last: ({ size }: ArchiveFile) => size - 1,
};

async function flipByte(file: string, at: number): Promise<void> {
  const content = await readFile(file);
  content.writeUInt8(content.readUInt8(at) ^ 1, at);
  await writeFile(file, content);
}

describe('a packed application that was changed', () => {
  let folder = '';
  let packed = '';
  let archive = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mytone-changed-'));
    ({ packed } = await pack({ folder, target: 'linux-x64', addon: elf(62) }));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  beforeEach(async () => {
    const copy = join(folder, 'copy');
    await rm(copy, { recursive: true, force: true });
    await cp(join(packed, 'resources'), copy, { recursive: true });
    archive = join(copy, 'app.asar');
  });

  const outside = (path: string) => join(`${archive}.unpacked`, path);

  it.each(Object.entries(places))(
    'is refused by the names of files whose %s byte was flipped',
    async (_, at) => {
      const files = listArchive(archive).filter(({ size }) => size > 0);
      expect(files.map(({ path }) => path)).toContain(addon);
      for (const file of files) {
        await flipByte(file.isOutside ? outside(file.path) : archive, file.offset + at(file));
      }
      expect(findArchiveChanges(archive)).toEqual(
        files.map(({ path }) => `${path} was changed after it was packed`),
      );
    },
  );

  it('is refused by the name of the one file that was changed in the archive', async () => {
    const page = listArchive(archive).find(({ path }) => path === 'out/renderer/index.html');
    await flipByte(archive, page?.offset ?? 0);
    expect(findArchiveChanges(archive)).toEqual([
      'out/renderer/index.html was changed after it was packed',
    ]);
  });

  it('is refused by the name of a file that was added beside the archive', async () => {
    await writeFile(join(dirname(outside(addon)), 'other.node'), 'code');
    expect(findArchiveChanges(archive)).toEqual([
      'node_modules/keytar/build/Release/other.node was added after the application was packed',
    ]);
  });

  it('is refused by the name of a file that was removed beside the archive', async () => {
    await rm(outside(addon));
    expect(findArchiveChanges(archive)).toEqual([`${addon} is missing`]);
  });

  it('is refused by the name of a file that was replaced by a link, even to the same content', async () => {
    const elsewhere = join(folder, 'elsewhere.node');
    await cp(outside(addon), elsewhere);
    await rm(outside(addon));
    await symlink(elsewhere, outside(addon));
    expect(findArchiveChanges(archive)).toEqual([`${addon} is no longer a plain file`]);
  });

  it('is refused by the name of a file that is shorter or longer than it was', async () => {
    const content = await readFile(outside(addon));
    for (const changed of [content.subarray(0, -1), Buffer.concat([content, Buffer.from([0])])]) {
      await writeFile(outside(addon), changed);
      expect(findArchiveChanges(archive)).toEqual([`${addon} was changed after it was packed`]);
    }
  });
});
