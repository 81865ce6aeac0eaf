import { expect, test } from 'vitest';
import { newPerson } from '../support/api.ts';
import { engines, makePostgresDatabase } from '../support/engine.ts';
import { send } from '../support/process.ts';
import { serverProcesses } from '../support/server-processes.ts';
import { interleave, rankAlarm, rankDistance } from '../support/timing.ts';

const servers = serverProcesses();

// Over a socket, and from another process: within one, what the server does after its reply would
// be counted, because the answer is only seen once the event loop is free again.
test.each(engines)(
  'a forgotten password of an unknown address takes as long as of a known one, on %s',
  async (engine) => {
    const databaseUrl = engine === 'postgres' ? await makePostgresDatabase() : '';
    const { url } = await servers.start({ DATABASE_URL: databaseUrl });
    const person = newPerson();
    expect((await send(`${url}/auth/register`, person)).status).toBe(201);
    const ask = (email: string) => async () => {
      const answer = await send(`${url}/auth/forgot-password`, email);
      await answer.arrayBuffer();
      expect(answer.status).toBe(204);
    };
    const [known, unknown] = await interleave(80, [ask(person.email), ask('nobody@example.com')]);
    expect(Math.abs(rankDistance(known, unknown))).toBeLessThan(rankAlarm);
  },
);
