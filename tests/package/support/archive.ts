import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { extractFile, getRawHeader } from '@electron/asar';
import * as z from 'zod';

/** A file that an application's archive lists. */
export interface ArchiveFile {
  readonly path: string;
  /** Whether it lies beside the archive, in `app.asar.unpacked`. */
  readonly isOutside: boolean;
  /** Its hash when it was packed: SHA-256 in hexadecimal. */
  readonly hash: string;
  /** Where its bytes lie: an offset in the archive's file, or 0 for a file beside it. */
  readonly offset: number;
  readonly size: number;
}

interface Folder {
  readonly files: Readonly<Record<string, Entry>>;
}
type Entry = Folder | z.infer<typeof FileEntry>;

const FileEntry = z.object({
  unpacked: z.optional(z.boolean()),
  offset: z.optional(z.string()),
  size: z.number(),
  integrity: z.object({ algorithm: z.literal('SHA256'), hash: z.string() }),
});
const FolderEntry: z.ZodType<Folder> = z.object({
  files: z.record(
    z.string(),
    z.lazy(() => z.union([FolderEntry, FileEntry])),
  ),
});

/** Two numbers before the header give its length. */
const headerStart = 8;

const sha256 = (content: Buffer | string) => createHash('sha256').update(content).digest('hex');
const slashes = (path: string) => path.split(sep).join('/');

/** The hash by which Electron knows an archive: that of its header, which holds the files' hashes. */
export function hashOfArchive(archive: string): string {
  return sha256(getRawHeader(archive).headerString);
}

/** Every file that an archive lists. Paths are written with slashes. */
export function listArchive(archive: string): ArchiveFile[] {
  const { headerSize, headerString } = getRawHeader(archive);
  const header = FolderEntry.parse(JSON.parse(headerString));
  return [...entriesOf(header, [])].map(([parts, { unpacked, offset, size, integrity }]) => ({
    path: parts.join('/'),
    isOutside: unpacked === true,
    hash: integrity.hash,
    offset: unpacked === true ? 0 : headerStart + headerSize + Number(offset),
    size,
  }));
}

/** The content of a file, read where the application reads it. */
export function readArchived(archive: string, { path, isOutside }: ArchiveFile): Buffer {
  const parts = path.split('/');
  return isOutside
    ? readFileSync(join(`${archive}.unpacked`, ...parts))
    : extractFile(archive, join(...parts));
}

/**
 * What is not as it was packed, one line with the name of each file: a file whose content does not
 * have the hash of the archive's header, and one beside the archive that is missing, was added or
 * is a link.
 */
export function findArchiveChanges(archive: string): string[] {
  const files = listArchive(archive);
  const outside = new Set(files.filter(({ isOutside }) => isOutside).map(({ path }) => path));
  const added = listOutside(archive).filter((path) => !outside.has(path));
  return [
    ...added.map((path) => `${path} was added after the application was packed`),
    ...files.flatMap((file) => {
      const change = findChange(archive, file);
      return change === null ? [] : [`${file.path} ${change}`];
    }),
  ];
}

function listOutside(archive: string): string[] {
  const folder = `${archive}.unpacked`;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => slashes(relative(folder, join(parentPath, name))));
}

function findChange(archive: string, file: ArchiveFile): string | null {
  if (file.isOutside) {
    const found = lstatSync(join(`${archive}.unpacked`, file.path), { throwIfNoEntry: false });
    if (!found?.isFile()) {
      return found === undefined ? 'is missing' : 'is no longer a plain file';
    }
  }
  return sha256(readArchived(archive, file)) === file.hash
    ? null
    : 'was changed after it was packed';
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
