import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { residentMemory } from '../tests/support/process-memory.ts';
import { productionEnvironment, startArguments } from '../tests/support/start-command.ts';

export interface Program {
  readonly url: string;
  /** From spawn to the line that says where it listens. */
  readonly startMs: number;
  /** Resident memory now. */
  memoryMb(): number;
  /** Ends it, unless it has ended. */
  end(): Promise<void>;
}

const python = '/usr/bin/python3';
const peer = (name: string) => fileURLToPath(new URL(`./peers/${name}`, import.meta.url));

/** The command that starts each; the server's is the one of production. */
export const programs = {
  server: [process.execPath, ...startArguments()],
  bareServer: [process.execPath, peer('bare-server.ts')],
  minimalMe: [process.execPath, peer('minimal-me.ts')],
  minimalRefresh: [process.execPath, peer('minimal-refresh.ts')],
  fastapiMe: [python, peer('fastapi_me.py')],
} as const;

/** Whether Debian's packages of FastAPI and SQLAlchemy are there to compare with. */
export function hasFastapi(): boolean {
  const modules = 'import fastapi, sqlalchemy, psycopg2, jwt, uvicorn';
  return spawnSync(python, ['-c', modules]).status === 0;
}

/** Starts a program of ours with nothing but `environment` and waits until it listens. */
export async function startProgram(
  [program, ...words]: readonly [string, ...string[]],
  environment: Readonly<Record<string, string>>,
): Promise<Program> {
  const begin = performance.now();
  const child = spawn(program, words, {
    env: { ...productionEnvironment, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${words.at(-1)} ended with ${code}`)));
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => {
      const address = /"msg":"listening","url":"([^"]+)"/.exec(line)?.[1];
      if (address === undefined) {
        return;
      }
      // From here on the log is thrown away unread: reading it would cost the load generator.
      lines.close();
      child.stdout.resume();
      resolve(address);
    });
  });
  return {
    url,
    startMs: performance.now() - begin,
    memoryMb: () => Math.round(residentMemory(child.pid ?? 0)),
    end: async () => {
      if (child.exitCode !== null || child.signalCode !== null) {
        return;
      }
      const ended = once(child, 'exit');
      child.removeAllListeners('exit');
      child.kill('SIGTERM');
      await Promise.race([ended, once(child, 'close')]);
    },
  };
}
