import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What the container and the systemd unit set besides: fewer arenas of malloc, less memory. */
export const productionEnvironment = { MALLOC_ARENA_MAX: '2' } as const;

const root = new URL('../../', import.meta.url);

/**
 * What follows `node` where the server is started: V8's limits and the file, with its whole path. It
 * is read from the script `start`, so that tests and benchmarks start what production does. It has
 * to be built first (../../build.ts).
 */
export function startArguments(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  const [, ...words] = String(scripts.start).split(' ');
  const file = words.pop() ?? '';
  return [...words, fileURLToPath(new URL(file, root))];
}
