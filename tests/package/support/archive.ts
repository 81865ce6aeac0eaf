import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractFile, getRawHeader } from '@electron/asar';
import * as z from 'zod';

/** A file in an application's archive, read back and checked. */
export interface ArchiveFile {
  readonly path: string;
  /** Whether it lies beside the archive, in `app.asar.unpacked`. */
  readonly isOutside: boolean;
  readonly content: Buffer;
  /** Whether the content has the hash of the archive's header. */
  readonly isIntact: boolean;
}

interface Folder {
  readonly files: Readonly<Record<string, Entry>>;
}
type Entry = Folder | z.infer<typeof FileEntry>;

const FileEntry = z.object({
  unpacked: z.optional(z.boolean()),
  integrity: z.object({ algorithm: z.literal('SHA256'), hash: z.string() }),
});
const FolderEntry: z.ZodType<Folder> = z.object({
  files: z.record(
    z.string(),
    z.lazy(() => z.union([FolderEntry, FileEntry])),
  ),
});

const sha256 = (content: Buffer | string) => createHash('sha256').update(content).digest('hex');

/** The hash by which Electron knows an archive: that of its header, which holds the files' hashes. */
export function hashOfArchive(archive: string): string {
  return sha256(getRawHeader(archive).headerString);
}

/** Every file of an archive. Paths are written with slashes. */
export function readArchive(archive: string): ArchiveFile[] {
  const header = FolderEntry.parse(JSON.parse(getRawHeader(archive).headerString));
  return [...entriesOf(header, [])].map(([parts, entry]) => {
    const isOutside = entry.unpacked === true;
    const content = isOutside
      ? readFileSync(join(`${archive}.unpacked`, ...parts))
      : extractFile(archive, join(...parts));
    const isIntact = sha256(content) === entry.integrity.hash;
    return { path: parts.join('/'), isOutside, content, isIntact };
  });
}

function* entriesOf(
  folder: Folder,
  parents: readonly string[],
): Generator<[string[], z.infer<typeof FileEntry>]> {
  for (const [name, entry] of Object.entries(folder.files)) {
    const parts = [...parents, name];
    if ('files' in entry) {
      yield* entriesOf(entry, parts);
    } else {
      yield [parts, entry];
    }
  }
}
