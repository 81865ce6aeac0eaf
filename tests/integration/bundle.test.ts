import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import process from 'node:process';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { commandNames, eventNames } from '@mytone/shared/bridge/channels.ts';
import { languages } from '@mytone/shared/languages.ts';
import { beforeAll, describe, expect, test } from 'vitest';

const out = resolve(import.meta.dirname, '../../out');
const mainEntry = join(out, 'main/index.js');
const preloadEntry = join(out, 'preload/index.cjs');

beforeAll(() => {
  if (!existsSync(join(out, 'renderer/files.json'))) {
    execFileSync('npm', ['run', 'build'], { cwd: dirname(out), shell: true });
  }
}, 300_000);

describe("main's bundle", () => {
  const staticImport = /^\s*(?:import|export)\b[^'"();]*?["']([^"']+)["']/gm;
  const dynamicImport = /\bimport\(\s*["']([^"']+)["']\s*\)/g;

  const requiredName = /\b__require\("([^"]+)"\)/g;
  const lateRequired = /=> load\("([^"]+)"\)/g;

  function findImports(file: string, pattern: RegExp): string[] {
    return [...readFileSync(file, 'utf8').matchAll(pattern)].map(([, name]) => name ?? '');
  }

  /** The files that are loaded before the window can be opened. */
  function collectFirstFiles(file = mainEntry, seen = new Set<string>()): Set<string> {
    if (!seen.has(file)) {
      seen.add(file);
      for (const name of findImports(file, staticImport).filter((name) => name.startsWith('.'))) {
        collectFirstFiles(resolve(dirname(file), name), seen);
      }
    }
    return seen;
  }

  function findChunkOf(name: string): string {
    const chunks = join(out, 'main/chunks');
    const chunk = readdirSync(chunks).find((file) => file.startsWith(`${name}-`));
    return join(chunks, chunk ?? `no chunk of ${name}`);
  }

  test.each(['axios', 'electron-store', 'electron-updater'])(
    'loads %s after the window was opened',
    (name) => {
      const chunk = findChunkOf(name);
      expect([existsSync(chunk), collectFirstFiles().has(chunk)]).toEqual([true, false]);
    },
  );

  test('has no code of axios in what is loaded first', () => {
    const isThere = (file: string) =>
      readFileSync(file, 'utf8').includes('ERR_FORM_DATA_DEPTH_EXCEEDED');
    expect(isThere(findChunkOf('axios'))).toBe(true);
    expect([...collectFirstFiles()].filter(isThere)).toEqual([]);
  });

  test('loads keytar after the window was opened, and does not contain it', () => {
    const first = [...collectFirstFiles()];
    const found = (pattern: RegExp) => first.flatMap((file) => findImports(file, pattern));
    expect(found(staticImport)).not.toContain('keytar');
    expect(found(/\("(keytar)"\)/g)).toEqual(['keytar']);
    expect(found(lateRequired)).toContain('keytar');
  });

  test('is valid in every file', () => {
    const files = readdirSync(join(out, 'main'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.js'))
      .map((file) => join(out, 'main', file));
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) {
      expect(() =>
        execFileSync(process.execPath, ['--check', file], { stdio: 'pipe' }),
      ).not.toThrow();
    }
  });

  test('needs only what is shipped, which is Node, Electron and keytar', () => {
    const files = readdirSync(join(out, 'main'), { recursive: true, encoding: 'utf8' });
    const imports = files
      .filter((file) => file.endsWith('.js'))
      .map((file) => join(out, 'main', file))
      .flatMap((file) => [
        ...findImports(file, staticImport),
        ...findImports(file, dynamicImport),
        ...findImports(file, requiredName),
        ...findImports(file, lateRequired),
      ])
      .filter((name) => !name.startsWith('.') && !isBuiltin(name));
    expect([...new Set(imports)].toSorted()).toEqual(['electron', 'keytar']);
  });
});

describe("the preload's bundle", () => {
  interface Run {
    readonly required: string[];
    readonly members: Set<string>;
    readonly exposed: Map<string, object>;
  }

  /** Runs the preload with nothing but `require`, and writes down what it takes and gives. */
  function run(): Run {
    const exposed: Run['exposed'] = new Map();
    const members: Run['members'] = new Set();
    const required: Run['required'] = [];
    const electron: Record<string, unknown> = {
      contextBridge: {
        exposeInMainWorld: (name: string, value: object) => exposed.set(name, value),
      },
      ipcRenderer: {},
    };
    const recorded = new Proxy(electron, {
      get(target, name) {
        members.add(String(name));
        return target[String(name)];
      },
    });
    const require = (name: string) => {
      required.push(name);
      return recorded;
    };
    runInNewContext(readFileSync(preloadEntry, 'utf8'), { require, exports: {}, module: {} });
    return { required, members, exposed };
  }

  test('requires nothing but Electron', () => {
    expect(run().required).toEqual(['electron']);
  });

  test('has no other require, nor an import, in its text', () => {
    const text = readFileSync(preloadEntry, 'utf8');
    expect(text.match(/\b(?:require|import)\b\s*\(?[^)]*\)?/g)).toEqual(['require("electron")']);
  });

  test('takes of Electron only contextBridge and ipcRenderer', () => {
    const { members, exposed } = run();
    // Calling nothing leaves `ipcRenderer` untouched; the text shows what the calls would take.
    const named = readFileSync(preloadEntry, 'utf8').matchAll(/\belectron\w*\.(\w+)/g);
    const taken = new Set([...members, ...[...named].map(([, name]) => name)]);
    expect([taken, exposed.size]).toEqual([new Set(['contextBridge', 'ipcRenderer']), 1]);
  });

  test('gives the page only the commands and events of the bridge', () => {
    const [name, bridge] = [...run().exposed][0] ?? ['', {}];
    expect([name, Object.keys(bridge).toSorted()]).toEqual([
      'mytone',
      [...commandNames, ...eventNames].toSorted(),
    ]);
  });
});

describe("the page's bundle", () => {
  const page = join(out, 'renderer');
  const maximumBytes = 85_000;

  test('fetches ahead the font that its styles name first, and no other file', () => {
    const html = readFileSync(join(page, 'index.html'), 'utf8');
    const ahead = [...html.matchAll(/rel="preload"[^>]*href="\.\/([^"]+)"/g)].map(
      ([, file]) => file,
    );
    const [, styles = ''] = /rel="stylesheet"[^>]*href="\.\/([^"]+)"/.exec(html) ?? [];
    const [, font] =
      /url\((?:\.\/)?([^)]+\.woff2)\)/.exec(readFileSync(join(page, styles), 'utf8')) ?? [];
    expect(ahead).toEqual([`assets/${font}`]);
  });

  /** What the regular expression finds in a file of the page, as files of its own. */
  function findFiles(file: string, pattern: RegExp): string[] {
    const text = readFileSync(join(page, file), 'utf8');
    return [...text.matchAll(pattern)].map(([, name]) => `assets/${basename(name ?? '')}`);
  }

  function findAsset(name: string): string[] {
    return readdirSync(join(page, 'assets'))
      .filter((file) => file.startsWith(`${name}-`))
      .map((file) => `assets/${file}`);
  }

  /** With the files that it imports before it runs. */
  function withImports(file: string): string[] {
    const imports = file.endsWith('.js') ? findFiles(file, /\bfrom\s*["'`](\.\/[^"'`]+)/g) : [];
    return [file, ...imports.flatMap(withImports)];
  }

  test.each(
    ['session', 'sign-in'].flatMap((screen) => languages.map((language) => [screen, language])),
  )('needs at most 85 kB, compressed, to draw its first screen: %s in %s', (screen, language) => {
    const first = findFiles('index.html', /(?:src|href)="([^"]+\.(?:js|css))"/g);
    const files = [...first, ...findAsset(screen), ...findAsset(language)].flatMap(withImports);
    const sizes = ['index.html', ...new Set(files)].map(
      (file) => gzipSync(readFileSync(join(page, file)), { level: 9 }).length,
    );
    // index.html, two files of `first`, two of the screen, what both screens share, the words.
    expect(sizes).toHaveLength(7);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(maximumBytes);
  });
});

test("the list of the page's files names each of them, and nothing else", () => {
  const folder = join(out, 'renderer');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => !['files.json', 'licenses.json'].includes(file));
  const listed: unknown = JSON.parse(readFileSync(join(folder, 'files.json'), 'utf8'));
  expect(listed).toEqual(files.toSorted());
});
