import { enableCompileCache, flushCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { OperatorError } from './operator-error.ts';

// Compiled code is kept from one start to the next, which more than halves its time. Where the
// folder can't be written Node goes without.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/server', import.meta.url)));

try {
  const { start } = await import('./start.ts');
  await start(process.env);
  flushCompileCache();
} catch (error) {
  // One line for whoever started it; the stack is for bugs only.
  const isExpected = error instanceof OperatorError;
  const text = isExpected ? error.message : ((error as Error).stack ?? String(error));
  process.stderr.write(`mytone-api: ${text}\n`);
  process.exitCode = 1;
}
