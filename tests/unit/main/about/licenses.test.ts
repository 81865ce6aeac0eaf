import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readLicenses } from '../../../../src/main/about/licenses.ts';
import { createRecordedLog } from '../fakes.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mytone-licenses-'));
});
afterEach(() => rm(folder, { recursive: true }));

const license = {
  name: 'react',
  version: '19.3.1',
  identifier: 'MIT',
  text: 'MIT License. Copyright (c) Meta',
};

it('reads the licences that the build listed', async () => {
  const path = join(folder, 'licenses.json');
  await writeFile(path, JSON.stringify([license]));
  expect(await readLicenses(path, createRecordedLog())).toEqual([license]);
});

it.each(['not JSON', '{}', '[{"name":1}]'])(
  'returns no licences where the list is %s',
  async (content) => {
    const path = join(folder, 'licenses.json');
    await writeFile(path, content);
    const log = createRecordedLog();
    expect(await readLicenses(path, log)).toEqual([]);
    expect(log.entries[0]?.event).toBe('licenses.unreadable');
  },
);

it('returns no licences where no list was built', async () => {
  expect(await readLicenses(join(folder, 'nothing.json'), createRecordedLog())).toEqual([]);
});
