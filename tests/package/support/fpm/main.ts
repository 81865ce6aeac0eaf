import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { readArguments } from './arguments.ts';
import { makeDeb } from './deb.ts';
import { layOut } from './layout.ts';
import { makeRpm } from './rpm.ts';

// In place of fpm, which electron-builder downloads: makes the same packages with the system's tools.
const order = readArguments(process.argv.slice(2));
const stage = mkdtempSync(join(tmpdir(), 'fpm-'));
process.umask(0o022);
layOut(order.inputs, stage);
if (order.type === 'deb') {
  makeDeb(order, stage);
} else if (order.type === 'rpm') {
  makeRpm(order, stage);
} else {
  throw new Error(`the stand-in for fpm does not make ${order.type}`);
}
rmSync(stage, { recursive: true, force: true });
