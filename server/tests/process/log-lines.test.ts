import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createLogLines } from '../../src/http/log-lines.ts';

function logInto() {
  const written: string[] = [];
  return { written, log: createLogLines((text) => written.push(text)) };
}

test('the lines of one turn of the event loop are written together, in their order', async () => {
  const { log, written } = logInto();
  log.write('one\n');
  log.write('two\n');
  expect(written).toEqual([]);
  await turn();
  log.write('three\n');
  await turn();
  expect(written).toEqual(['one\ntwo\n', 'three\n']);
});

test('a process that ends writes the lines that are waiting, once', async () => {
  const { log, written } = logInto();
  log.write('the last one\n');
  log.flush();
  log.flush();
  await turn();
  expect(written).toEqual(['the last one\n']);
});
