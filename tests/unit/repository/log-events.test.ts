import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../support/project.ts';

/**
 * A call of pino's with the event as its last argument, or a line that the start writes itself. The
 * desktop's `Log` has a type for it.
 */
const logCall =
  /\blog\.(?:info|warn|error)\((?:[^()]*,\s*)?'([^']*)'|\blevel: \d+, msg: '([^']*)'/g;
/** The line that says that the server is ready (docs/deploy.md). */
const ready = 'listening';

test('every entry of the log of the server is named area.event, except "listening"', () => {
  const events = globSync('server/src/**/*.ts', { cwd: root }).flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(logCall)].map(
      ([, logged, written = '']) => logged ?? written,
    ),
  );
  expect(events.length).toBeGreaterThan(8);
  expect(events.filter((event) => !/^[a-z-]+\.[a-z-]+$/.test(event))).toEqual([ready]);
});
