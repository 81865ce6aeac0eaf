import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  collectLicenses,
  formatLicenses,
} from '../../../../../tools/packaging/licenses/licenses.ts';
import { root } from '../../../../support/project.ts';

const zod = {
  name: 'zod',
  version: '4.0.0',
  identifier: 'MIT',
  text: 'Permission is granted to all.',
};
const axios = { ...zod, name: 'axios', version: '1.0.0' };

describe('collectLicenses', () => {
  let project = '';

  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), 'licenses-'));
    for (const name of ['keytar', '@fontsource-variable/inter']) {
      const path = join('node_modules', name);
      mkdirSync(join(project, path), { recursive: true });
      for (const file of ['package.json', name === 'keytar' ? 'LICENSE.md' : 'LICENSE']) {
        cpSync(join(root, path, file), join(project, path, file));
      }
    }
    report('main', [zod, axios]);
    report('preload', []);
    report('renderer', [zod]);
  });

  afterEach(() => rmSync(project, { recursive: true }));

  const report = (build: string, content: unknown) => {
    mkdirSync(join(project, 'out', build), { recursive: true });
    writeFileSync(join(project, 'out', build, 'licenses.json'), JSON.stringify(content));
  };

  it('supplies the text of a licence that its package names but does not contain', () => {
    report('main', [{ ...zod, name: 'lazy-val', text: undefined }]);
    const license = collectLicenses(project).find(({ name }) => name === 'lazy-val');
    expect(license?.text).toContain('Copyright (c) Vladimir Krivosheev');
  });

  it('finds what the builds bundled, keytar and the font, each once and sorted by name', () => {
    const names = collectLicenses(project).map(({ name }) => name);
    expect(names).toEqual(['@fontsource-variable/inter', 'axios', 'keytar', 'zod']);
  });

  it.each([
    ['a package without a licence', { name: 'new', version: '1.0.0' }],
    ['a licence without its text', { ...zod, text: '' }],
  ])('refuses %s', (_, entry) => {
    report('renderer', [entry]);
    expect(() => collectLicenses(project)).toThrow();
  });

  it('refuses a build that left no report', () => {
    rmSync(join(project, 'out/preload/licenses.json'));
    expect(() => collectLicenses(project)).toThrow('ENOENT');
  });

  it('refuses a font without the text of its licence', () => {
    rmSync(join(project, 'node_modules/@fontsource-variable/inter/LICENSE'));
    expect(() => collectLicenses(project)).toThrow('comes without the text of its licence');
  });
});

describe('formatLicenses', () => {
  it('lists the packages, then gives each text', () => {
    const text = formatLicenses([axios, zod]);
    expect(text).toContain('\n  axios 1.0.0 (MIT)\n  zod 4.0.0 (MIT)\n');
    expect(text.match(/Permission is granted/g)).toHaveLength(2);
  });
});
