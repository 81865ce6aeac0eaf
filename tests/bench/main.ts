import process, { stdout } from 'node:process';
import { startKeyring } from '../support/keyring.ts';
import { type Finding, writeSection } from './report.ts';
import { measureBridge } from './rows/bridge.ts';
import { measureCalls, measureExpiry } from './rows/calls.ts';
import { measureStep, measureTimers } from './rows/core.ts';
import { measureVault } from './rows/keychain.ts';
import { measureMemory } from './rows/memory.ts';
import { measureRestore } from './rows/restore.ts';
import { measureStart } from './rows/start.ts';
import { measureTyping } from './rows/typing.ts';

const rounds = 15;

const measurements: readonly (() => Promise<Finding[]>)[] = [
  // First, so that the heap holds nothing of the other measurements.
  measureMemory,
  () => measureCalls(rounds),
  // More rounds: as many new sockets as calls make a round's time uneven.
  () => measureExpiry(4 * rounds, 100),
  () => measureExpiry(2 * rounds, 500),
  () => measureStart(rounds),
  measureTyping,
  () => measureRestore(rounds),
  () => measureVault(rounds),
  measureBridge,
  measureStep,
  measureTimers,
];

// keytar reads the environment of its process once: one keyring for all.
const keyring = await startKeyring();
Object.assign(process.env, keyring.env);
const findings: Finding[] = [];
for (const measure of measurements) {
  for (const finding of await measure()) {
    findings.push(finding);
    stdout.write(`${finding.what}: ${finding.measured} (${finding.goal})\n`);
  }
}
writeSection(findings, rounds);
await keyring.dispose();
