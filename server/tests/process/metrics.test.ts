import { expect, test } from 'vitest';
import { createMetrics } from '../../src/metrics/metrics.ts';
import { serveMetrics } from '../../src/metrics/serve-metrics.ts';
import { newPerson } from '../support/api.ts';
import { makePostgresDatabase } from '../support/engine.ts';
import { send, sendLogin, startServerProcess } from '../support/process.ts';

test('metrics on a separate port count durations, refusals, connections and hashes, and name nobody', async () => {
  const server = await startServerProcess({
    DATABASE_URL: await makePostgresDatabase(),
    METRICS_PORT: '0',
  });
  try {
    const port = /"msg":"metrics.listening","host":"127\.0\.0\.1","port":(\d+)/.exec(
      server.output(),
    )?.[1];
    const person = newPerson();
    await send(`${server.url}/auth/register`, person);
    await sendLogin(server.url, person.email, 'wrong');
    await fetch(`${server.url}/nowhere/${person.username}`);
    const huge = { 'x-filler': 'x'.repeat(20_000) };
    expect((await fetch(`${server.url}/`, { headers: huge })).status).toBe(431);
    const read = async () => await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    await expect.poll(read).toContain('mytone_refusals_total{kind="404"} 1');
    const text = await read();
    for (const line of [
      'mytone_request_duration_seconds_count{method="POST",route="/auth/register",status="201"} 1',
      'mytone_request_duration_seconds_count{method="GET",route="none",status="404"} 1',
      'mytone_refusals_total{kind="wrong-credentials"} 1',
      'mytone_refusals_total{kind="431"} 1',
      'mytone_database_connections{state="in_use"} 0',
      'mytone_password_hashes{state="waiting"} 0',
      'process_resident_memory_bytes ',
    ]) {
      expect(text).toContain(line);
    }
    expect(text).not.toContain(person.username);
    expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(404);
    const headed = await fetch(`http://127.0.0.1:${port}/metrics?from=a-probe`, { method: 'HEAD' });
    expect([headed.status, await headed.text()]).toEqual([200, '']);
    expect(await server.end()).toBe(0);
  } finally {
    await server.end('SIGKILL').catch(() => null);
  }
});

test('a port for metrics that is in use is reported with its own variable', async () => {
  const first = await serveMetrics(createMetrics(), { host: '127.0.0.1', port: 0 });
  try {
    await expect(
      serveMetrics(createMetrics(), { host: '127.0.0.1', port: first.port }),
    ).rejects.toThrow(/ is in use: .+ set METRICS_PORT /);
  } finally {
    first.close();
  }
});
