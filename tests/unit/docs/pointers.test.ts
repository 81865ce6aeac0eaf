import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../support/project.ts';

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)));
const pages = files.filter((file) => file.endsWith('.md'));
const sources = files.filter((file) => /\.(ts|tsx|mjs|cjs|css|yml|json)$/.test(file));

const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** Headings without their marks, and what bold text opens a paragraph or a row. */
function titlesOf(page: string): string[] {
  return [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => title.trim());
}

/** The anchor that GitHub gives a heading. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

/** Pages that comments name, as `docs/page.md` or `docs/page.md, "Heading"`. */
function pointersIn(source: string): { page: string; title: string | undefined }[] {
  const pattern = /(?<![\w./@-])((?:[\w-]+\/)*[\w-]+\.md)\b(?:, "([^"]+)")?/g;
  return [...unwrapped(source).matchAll(pattern)].map(([, page = '', title]) => ({ page, title }));
}

/** What a page of this repository is called by: names of other projects' pages are left alone. */
function isOurs(page: string): boolean {
  return page.startsWith('docs/') || !page.includes('/');
}

/** Comments and prose with their line breaks taken out, so that what was wrapped is found too. */
function unwrapped(file: string): string {
  return read(file).replaceAll(/\n\s*(?:\/\/|\*|#)? ?/g, ' ');
}

const isThere = (path: string) => existsSync(join(root, path));

/** Files that packages bring under this name. */
const ofPackages = new Set(['LICENSE.md']);

describe('a comment that names a page', () => {
  const pointers = sources
    .filter((source) => source !== 'tests/unit/docs/pointers.test.ts')
    .flatMap((source) => pointersIn(source).map((pointer) => ({ source, ...pointer })))
    .filter(({ page }) => isOurs(page) && !ofPackages.has(page));

  test('is found', () => {
    expect(pointers.length).toBeGreaterThan(20);
  });

  test('names an existing page with its path', () => {
    const dead = pointers.filter(({ page }) => !pages.includes(page));
    expect(dead).toEqual([]);
  });

  test('names an existing heading of the page', () => {
    const dead = pointers.filter(
      ({ page, title }) =>
        title !== undefined && pages.includes(page) && !titlesOf(page).includes(title),
    );
    expect(dead).toEqual([]);
  });
});

test('a comment that names a file by its path names an existing one', () => {
  const folders = 'src|server|tests|tools|scripts|docs|resources';
  const types = 'tsx?|[mc]js|css|sql|sh|svg|yml|html|json';
  const pattern = new RegExp(`(?<![\\w./@$}'-])((?:${folders})/[\\w./-]+\\.(?:${types}))\\b`, 'g');
  const dead = sources.flatMap((source) =>
    [...unwrapped(source).matchAll(pattern)]
      .map(([, path = '']) => ({ source, path }))
      .filter(({ path }) => !isThere(path) && !isThere(join('server', path))),
  );
  expect(dead).toEqual([]);
});

describe('a page', () => {
  /** It compares Electron's own files with ours. */
  const ofElectron = 'tools/browser-host/README.md';
  const ours = pages.filter((page) => page !== ofElectron);

  test('names existing files only', () => {
    const dead = ours.flatMap((page) =>
      [...read(page).matchAll(/`([\w./-]+\.(?:tsx?|[mc]js|css|sql|sh))`/g)]
        .map(([, name = '']) => ({ page, name }))
        .filter(({ page, name }) => name !== 'electron.d.ts' && !isNamed(page, name)),
    );
    expect(dead).toEqual([]);
  });

  test('names functions and types that are in the file it links to', () => {
    const file = String.raw`\(([^)#\s]+\.(?:tsx?|mjs))\)`;
    const pattern = new RegExp(
      `\`(\\w+)\` (?:of|in) (?:the )?\\[[^\\]]+\\]${file}|\\[\`(\\w+)\`\\]${file}`,
      'g',
    );
    const named = ours.flatMap((page) =>
      [...unwrapped(page).matchAll(pattern)].map(([, first, one, second, other]) => ({
        name: first ?? second ?? '',
        file: join(dirname(page), one ?? other ?? ''),
      })),
    );
    expect(named.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'step',
        'login',
        'refresh',
        'AuthState',
        'screenFor',
        'callWithToken',
      ]),
    );
    const dead = named.filter(
      ({ name, file }) => !isThere(file) || !new RegExp(`\\b${name}\\b`).test(read(file)),
    );
    expect(dead).toEqual([]);
  });

  /** By its path, by its path from the page, or by the end of its path. */
  function isNamed(page: string, name: string): boolean {
    return (
      isThere(name) ||
      isThere(join(dirname(page), name)) ||
      files.some((file) => file.endsWith(`/${name}`))
    );
  }
});

describe('a link in a page', () => {
  const links = pages.flatMap((page) =>
    [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => ({ page, target })),
  );
  const inside = links.filter(({ target }) => !/^[a-z]+:/.test(target));

  test('leads to an existing file or folder', () => {
    const dead = inside.filter(({ page, target }) => {
      const [path = ''] = target.split('#');
      return path !== '' && !existsSync(join(root, dirname(page), path));
    });
    expect(dead).toEqual([]);
  });

  test('leads to an existing heading', () => {
    const dead = inside.filter(({ page, target }) => {
      const [path = '', anchor] = target.split('#');
      const linked = path === '' ? page : normalize(join(dirname(page), path));
      if (anchor === undefined || !pages.includes(linked)) return false;
      return !titlesOf(linked).map(anchorOf).includes(anchor);
    });
    expect(dead).toEqual([]);
  });
});
