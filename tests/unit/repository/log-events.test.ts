import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../support/project.ts';

/** A call of pino's with the event as its last argument. The desktop's `Log` has a type for it. */
const logCall = /\blog\.(?:info|warn|error)\((?:[^()]*,\s*)?'([^']*)'/g;

test("every entry of the server's log is named area.event", () => {
  const events = globSync('server/src/**/*.ts', { cwd: root }).flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(logCall)].map(([, event = '']) => event),
  );
  expect(events.length).toBeGreaterThan(8);
  expect(events.filter((event) => !/^[a-z-]+\.[a-z-]+$/.test(event))).toEqual([]);
});
