import { enableCompileCache, flushCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Compiled code is kept from one start to the next, which more than halves its time. Where the
// folder can't be written Node goes without. Plain JavaScript, because this file is read before
// there is a cache, and one file of TypeScript would load Node's TypeScript parser each time.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/server', import.meta.url)));

try {
  const { start } = await import('./start.ts');
  await start(process.env);
  flushCompileCache();
} catch (error) {
  const { OperatorError } = await import('./operator-error.ts');
  // One line for the operator; the stack is for bugs only.
  const isExpected = error instanceof OperatorError;
  const stack = error instanceof Error ? error.stack : undefined;
  const text = isExpected ? error.message : (stack ?? String(error));
  process.stderr.write(`mytone-api: ${text}\n`);
  process.exitCode = 1;
}
