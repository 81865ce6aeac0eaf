import process from 'node:process';
import { step } from '../../src/main/auth/session/core/machine.ts';
import { explore } from './explore.ts';

// `npm run explore`: every reachable state, or 5,000,000 of them.

const mostStates = Number(process.argv[2] ?? 5_000_000);
const startedAt = performance.now();

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

const found = explore({
  step,
  mostStates,
  onLevel: (depth, states) => say(`depth ${depth}: ${states} states`),
});
const seconds = Math.round((performance.now() - startedAt) / 1_000);
const megabytes = Math.round(process.resourceUsage().maxRSS / 1_024);
say(
  `${found.states} states${found.isWhole ? ', all there are' : ''}, ${found.steps} steps, depth ${found.depth}, ${seconds} s, ${megabytes} MB`,
);
if (found.violation !== null) {
  say(`broken: ${found.violation.invariant}\n${found.violation.trace.join('\n')}`);
  process.exitCode = 1;
}
