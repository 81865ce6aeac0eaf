import { performance } from 'node:perf_hooks';
import { ok } from '@mytone/shared/result.ts';
import {
  type CommandHandlers,
  createCommandRunner,
} from '../../../src/main/bridge/command-runner.ts';
import { appOrigin } from '../../../src/main/page/app-origin.ts';
import type { Finding } from '../report.ts';
import { quantile } from '../rounds.ts';

const calls = 20_000;
const goalUs = 50;

/** Checking the sender and parsing the arguments of one call across the bridge. */
export async function measureBridge(): Promise<Finding[]> {
  const contents = {};
  const done = () => ok(null);
  const handlers: Partial<CommandHandlers> = { signIn: done, signOut: done };
  const run = createCommandRunner({
    handlers: handlers as CommandHandlers,
    getOwnContents: () => contents,
    log: { info() {}, warn() {}, error() {} },
  });
  const event = {
    sender: contents,
    senderFrame: {
      url: `${appOrigin}/index.html`,
      origin: appOrigin,
      parent: null,
      detached: false,
      isDestroyed: () => false,
    },
  };
  const input = { login: 'jean@example.com', password: 'SuperSecure123!' };
  const times: number[] = [];
  for (let call = 0; call < calls; call += 1) {
    const startedAt = performance.now();
    const answer = await run('signIn', event, input);
    times.push((performance.now() - startedAt) * 1_000);
    if (!answer.ok) {
      throw new Error('The bridge refused its own page');
    }
  }
  const p99 = quantile(times.slice(calls / 10), 0.99);
  return [
    {
      what: 'checking and parsing an IPC call, p99',
      measured: `${p99.toFixed(1)} µs`,
      goal: `at most ${goalUs} µs`,
      isMet: p99 <= goalUs,
    },
  ];
}
