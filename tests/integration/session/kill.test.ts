import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Computer, startComputer } from '../../support/engine/computer.ts';
import type { ProxyFault } from '../../support/engine/faulty-proxy.ts';

// `npm run soak` kills it 200 times.
const rounds = import.meta.env.MODE === 'soak' ? 200 : 9;

vi.setConfig({ testTimeout: 3_600_000, hookTimeout: 300_000 });

let computer: Computer;
beforeEach(async () => {
  computer = await startComputer();
});
afterEach(() => computer.dispose());

/** Where in the refresh the process is killed; the last one is spread over what follows. */
const moments: readonly ((kill: () => Promise<void>) => ProxyFault)[] = [
  // Before the API has seen the request.
  (kill) => kill,
  // After the API has rotated the token, before the answer.
  (kill) =>
    async ({ forward }) => {
      await forward();
      await kill();
    },
  // After the answer: while the token is read, written, or shown.
  (kill) =>
    async ({ forward, response }) => {
      const { status, body } = await forward();
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body);
      await wait(Math.random() * 30);
      await kill();
    },
];

it(`a session survives kill -9 in the middle of a refresh, ${rounds} times`, async () => {
  const first = await computer.startSignedIn();
  await first.kill();
  for (let round = 0; round < rounds; round += 1) {
    const engine = computer.start();
    const moment = moments[round % moments.length];
    if (moment !== undefined) {
      computer.proxy.fault('/auth/refresh', moment(engine.kill));
    }
    await engine.program.exited;
    const kinds = engine.states.map((state) => state.kind);
    expect([round, kinds]).toEqual([round, expect.not.arrayContaining(['signed-out'])]);
  }
  computer.proxy.heal();
  const last = computer.start();
  expect(await last.untilOnline()).toMatchObject({ kind: 'signed-in' });
  expect(last.states.map((state) => state.kind)).not.toContain('signed-out');
});
