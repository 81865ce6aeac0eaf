import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawIcons } from '../../../../../tools/packaging/icons/icons.ts';
import { root } from '../../../../support/project.ts';

const resources = join(root, 'resources');

/** Sides of the pictures in an .ico, whose directory writes 256 as 0. */
const sidesOfIco = (ico: Buffer) =>
  Array.from({ length: ico.readUInt16LE(4) }, (_, index) => ico.readUInt8(6 + 16 * index) || 256);

/** Types of the pictures in an .icns: ic10 is 1024 pixels wide, ic12 is 64. */
function typesOfIcns(icns: Buffer): string[] {
  const types: string[] = [];
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
    types.push(icns.toString('latin1', at, at + 4));
  }
  return types;
}

describe('the icons in resources/', () => {
  let icons = new Map<string, Buffer>();

  beforeAll(() => {
    icons = drawIcons(readFileSync(join(resources, 'icon.svg'), 'utf8'));
  });

  it('are those that "npm run icons" draws from icon.svg', () => {
    const changed = [...icons].filter(
      ([name, content]) => !readFileSync(join(resources, name)).equals(content),
    );
    expect(changed.map(([name]) => name)).toEqual([]);
    expect(readdirSync(join(resources, 'icons')).length).toBe(icons.size - 2);
  });

  it('have every size that Windows asks for', () => {
    const sides = sidesOfIco(icons.get('icon.ico') ?? Buffer.alloc(6));
    expect(sides).toEqual(expect.arrayContaining([16, 24, 32, 48, 64, 128, 256]));
  });

  it('have every size that macOS asks for, at both scales', () => {
    const types = typesOfIcns(icons.get('icon.icns') ?? Buffer.alloc(8));
    expect(types).toEqual(
      expect.arrayContaining(['ic07', 'ic08', 'ic09', 'ic10', 'ic11', 'ic12', 'ic13', 'ic14']),
    );
  });
});
