import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';

/** Written by the build beside the page; see `listFiles` in electron.vite.config.ts. */
const listName = 'files.json';

const listSchema = z.array(
  z
    .string()
    .check(z.refine((name) => !name.startsWith('/') && !name.split(/[/\\]/).includes('..'))),
);

/**
 * The page's files as the build listed them, and how to read one.
 * Throws if the page was not built.
 */
export function openAppFiles(folder: string) {
  return {
    files: new Set(readList(join(folder, listName))),
    read: (file: string) => readFile(join(folder, file)),
  };
}

function readList(path: string): string[] {
  try {
    return listSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new Error('the page is not there; build it, or install the application again.', {
      cause,
    });
  }
}
