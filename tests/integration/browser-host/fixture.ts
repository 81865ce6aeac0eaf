import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createBrowserHostRuntime } from '../../support/app/browser-host.ts';
import type { LaunchOptions, RunningApp } from '../../support/app/running-app.ts';
import type { Program } from '../../support/child-process.ts';

const folder = join(import.meta.dirname, 'fixture-app');
const runtime = createBrowserHostRuntime();

/** What the fixture application puts on its page; see fixture-app/preload.cjs. */
export interface Bridge {
  version: number;
  nested: { list: [number, { deep: boolean }] };
  echo(...values: unknown[]): Promise<unknown[]>;
  invoke(channel: string): Promise<unknown>;
  add(first: number, second: number): number;
  callTwice(callback: (value: number) => number): number[];
  throwError(): never;
  onTold(listener: (value: unknown) => void): () => void;
  tellMe(value: unknown): void;
  returnSymbol(): unknown;
  unknownMember(): unknown;
  otherModule(): unknown;
}

declare global {
  var bridge: Bridge;
}

export function makeProfile(): string {
  return join(mkdtempSync(join(tmpdir(), 'mytone-host-')), 'profile');
}

/** Ends the application and takes its profile away. */
export async function clear(app: Program, profile: string): Promise<void> {
  await app.end('SIGKILL');
  rmSync(join(profile, '..'), { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}

export function launch(profile: string, options: Partial<LaunchOptions> = {}): Promise<RunningApp> {
  return runtime.launch({ folder, profile, ...options });
}

/** A copy for one test, gone with it. */
export async function launchForTest(
  profile = makeProfile(),
  options: Partial<LaunchOptions> = {},
): Promise<RunningApp> {
  const app = await launch(profile, options);
  onTestFinished(() => clear(app, profile));
  return app;
}

export function spawnForTest(
  profile = makeProfile(),
  options: Partial<LaunchOptions> = {},
): Program {
  const program = runtime.spawn({ folder, profile, ...options });
  onTestFinished(() => clear(program, profile));
  return program;
}
