import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const dist = pathOf('dist');

/**
 * Stays in node_modules: what is loaded late or not at all, and what brings files that are not
 * JavaScript. `pg-native` is a choice of pg that is not installed.
 */
const external = [
  '@electric-sql/pglite',
  '@fastify/busboy',
  '@fastify/cors',
  'nodemailer',
  'pg-native',
  'piscina',
  'prom-client',
];

/** What the code reads by its path beside itself. */
function filesBesideCode(): [string, string][] {
  const migrations = readdirSync(pathOf('src/db/migrations')).map((name) => `migrations/${name}`);
  return [
    ['hash-worker.mjs', readFileSync(pathOf('src/accounts/passwords/hash-worker.mjs'), 'utf8')],
    ...migrations.map((name): [string, string] => [
      name,
      readFileSync(pathOf(`src/db/${name}`), 'utf8'),
    ]),
  ];
}

async function bundledCode(): Promise<[string, string][]> {
  const bundle = await rolldown({
    input: pathOf('src/main.mjs'),
    platform: 'node',
    tsconfig: false,
    external,
  });
  // CommonJS: an ES module's import of one of Node's modules reads everything that it exports, which
  // loads most of Node's own code.
  const { output } = await bundle.generate({
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
  });
  await bundle.close();
  return output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code]] : []));
}

/** Under its name only when it is complete: a server may be starting from this folder. */
function write(name: string, text: string): void {
  const path = join(dist, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.${process.pid}`, text);
  renameSync(`${path}.${process.pid}`, path);
}

function current(name: string): string | null {
  try {
    return readFileSync(join(dist, name), 'utf8');
  } catch {
    return null;
  }
}

/**
 * Writes the server into `dist/` as production starts it (docs/decisions/server-bundle.md). Files
 * that are right already stay as they are.
 */
export async function build(): Promise<void> {
  const files = new Map([...filesBesideCode(), ...(await bundledCode())]);
  for (const [name, text] of files) {
    if (current(name) !== text) {
      write(name, text);
    }
  }
  for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    if (/\.[cm]js$|\.sql$/.test(name) && !files.has(name.replaceAll('\\', '/'))) {
      rmSync(join(dist, name));
    }
  }
}

if (import.meta.main) {
  await build();
}
