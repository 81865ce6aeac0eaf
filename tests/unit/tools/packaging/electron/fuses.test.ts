import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseState } from '@electron/fuses';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFuses, setFuses, wrongFuses } from '../../../../../tools/packaging/electron/fuses.ts';

const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

describe('setFuses', () => {
  let electron = '';
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fuses-'));
    electron = join(folder, 'electron');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  /** A binary whose fuses are as in Electron's own, or longer or shorter. */
  const write = (wire: string) => {
    const length = String.fromCharCode(wire.length);
    writeFileSync(electron, `code${sentinel}\u0001${length}${wire}code`, 'latin1');
  };

  it('sets all nine fuses and changes nothing else', async () => {
    write('101100011');

    await setFuses(electron);

    expect(readFileSync(electron, 'latin1')).toBe(`code${sentinel}\u0001\u0009000011001code`);
    expect(wrongFuses(await readFuses(electron))).toEqual([]);
  });

  it('refuses an Electron with a fuse that is not known here', async () => {
    write('1011000111');
    await expect(setFuses(electron)).rejects.toThrow('has 10 fuses but you only provided');
  });

  it('refuses an Electron that lacks a fuse', async () => {
    write('10110001');
    await expect(setFuses(electron)).rejects.toThrow('not long enough');
  });

  it('refuses a binary without fuses', async () => {
    writeFileSync(electron, 'code');
    await expect(setFuses(electron)).rejects.toThrow('sentinel');
  });
});

describe('wrongFuses', () => {
  const right = [0, 0, 0, 0, 1, 1, 0, 0, 1].map(
    (on, index) => [index, on ? FuseState.ENABLE : FuseState.DISABLE] as const,
  );

  it('names a fuse that is wrongly on, off, removed or missing', () => {
    const found = new Map<number, FuseState>(right);
    found.set(0, FuseState.ENABLE).set(5, FuseState.DISABLE).set(4, FuseState.REMOVED).delete(8);

    expect(wrongFuses(found)).toEqual([
      'RunAsNode',
      'EnableEmbeddedAsarIntegrityValidation',
      'OnlyLoadAppFromAsar',
      'WasmTrapHandlers',
    ]);
  });

  it('names a fuse that has no name yet', () => {
    expect(wrongFuses(new Map([...right, [9, FuseState.ENABLE]]))).toEqual(['fuse 9']);
  });
});
