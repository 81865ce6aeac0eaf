import { enableCompileCache, flushCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Compiled code is kept for the next start, which makes a start more than twice as fast. If the
// folder cannot be written to, Node works without it. This file is plain JavaScript because it is
// read before the cache is on, and one TypeScript file would load Node's TypeScript parser at every
// start from the sources. From here and from dist/ the folder has the same path.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/server', import.meta.url)));

async function main() {
  try {
    const { start } = await import('./start.ts');
    await start(process.env);
    flushCompileCache();
  } catch (error) {
    const { OperatorError } = await import('./operator-error.ts');
    // One line for the operator; only bugs show their stack.
    const isExpected = error instanceof OperatorError;
    const stack = error instanceof Error ? error.stack : undefined;
    const text = isExpected ? error.message : (stack ?? String(error));
    process.stderr.write(`mytone-api: ${text}\n`);
    process.exitCode = 1;
  }
}

void main();
