import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { createReleaseKey } from './release-key.ts';

// `npm run release-key`: creates a key for signing releases and prints its public key.
const { values } = parseArgs({ options: { output: { type: 'string' } } });
if (values.output) {
  const { privatePem, publicKey } = createReleaseKey();
  // `wx`: an existing key is never overwritten.
  writeFileSync(values.output, privatePem, { mode: 0o600, flag: 'wx' });
  process.stdout.write(`${publicKey}\n`);
} else {
  process.stderr.write('usage: npm run release-key -- --output FILE\n');
  process.exitCode = 2;
}
