import { enableCompileCache, flushCompileCache, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

// Compiled code is kept from one start to the next, which more than halves its time. Where the
// folder can't be written Node goes without. Plain JavaScript, because this file is read before
// there is a cache, and one file of TypeScript would load Node's TypeScript parser each time.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/server', import.meta.url)));

// zod re-exports its messages in 63 languages, a file each: an eighth of the start, for texts that
// are never shown (English, its default, it imports on its own). It has no entry without them.
const languages = /\/zod\/v4\/locales\/index\.js$/;
const hooks = registerHooks({
  load: (url, context, load) =>
    languages.test(url)
      ? { format: 'module', source: 'export {};', shortCircuit: true }
      : load(url, context),
});
await import('zod/mini');
hooks.deregister();

try {
  const { start } = await import('./start.ts');
  await start(process.env);
  flushCompileCache();
} catch (error) {
  const { OperatorError } = await import('./operator-error.ts');
  // One line for whoever started it; the stack is for bugs only.
  const isExpected = error instanceof OperatorError;
  const stack = error instanceof Error ? error.stack : undefined;
  const text = isExpected ? error.message : (stack ?? String(error));
  process.stderr.write(`mytone-api: ${text}\n`);
  process.exitCode = 1;
}
