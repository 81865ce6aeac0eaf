import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  describeMachineCode,
  headerBytes,
} from '../../../../../tools/packaging/native/machine-code.ts';
import { root } from '../../../../support/project.ts';
import { elf, machO, pe, universalMachO } from './native-headers.ts';

describe('describeMachineCode', () => {
  it.each([
    ['linux-x64', elf(62)],
    ['linux-arm64', elf(183)],
    ['win32-x64', pe(0x8664)],
    ['win32-arm64', pe(0xaa64)],
    ['darwin-x64', machO(0x01000007)],
    ['darwin-arm64', machO(0x0100000c)],
    ['darwin-universal', universalMachO()],
  ])('names %s', (name, header) => {
    expect(describeMachineCode(header)).toBe(name);
  });

  it.each([
    ['an empty file', Buffer.alloc(0)],
    ['a script', Buffer.from('#!/bin/sh\n'.padEnd(100, '#'))],
    ['a processor without a package', elf(40)],
    ['a DOS program that points past its end', pe(0x8664, 0x7fffffff)],
  ])('does not guess from %s', (_, header) => {
    expect(describeMachineCode(header)).toBe('unknown');
  });

  it('names the system of the keytar.node that npm built here', () => {
    const header = Buffer.alloc(headerBytes);
    const file = openSync(join(root, 'node_modules/keytar/build/Release/keytar.node'), 'r');
    readSync(file, header, 0, headerBytes, 0);
    closeSync(file);

    expect(describeMachineCode(header)).toBe(`${process.platform}-${process.arch}`);
  });
});
