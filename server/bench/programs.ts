import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Program {
  readonly url: string;
  /** From spawn to the line that says where it listens. */
  readonly startMs: number;
  /** Resident memory now. */
  memoryMb(): number;
  end(): Promise<void>;
}

export const programs = {
  server: new URL('../src/main.mjs', import.meta.url),
  bareServer: new URL('./peers/bare-server.ts', import.meta.url),
  minimalMe: new URL('./peers/minimal-me.ts', import.meta.url),
  minimalRefresh: new URL('./peers/minimal-refresh.ts', import.meta.url),
  fastapiMe: new URL('./peers/fastapi_me.py', import.meta.url),
} as const;

function memoryMb(child: ChildProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

const python = '/usr/bin/python3';

/** Whether Debian's packages of FastAPI and SQLAlchemy are there to compare with. */
export function hasFastapi(): boolean {
  const modules = 'import fastapi, sqlalchemy, psycopg2, jwt, uvicorn';
  return spawnSync(python, ['-c', modules]).status === 0;
}

/** Starts a program of ours with nothing but `environment` and waits until it listens. */
export async function startProgram(
  file: URL,
  environment: Readonly<Record<string, string>>,
): Promise<Program> {
  const begin = performance.now();
  const program = file.pathname.endsWith('.py') ? python : process.execPath;
  const child = spawn(program, [fileURLToPath(file)], {
    env: { ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${file.pathname} ended with ${code}`)));
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
    memoryMb: () => memoryMb(child),
    end: async () => {
      const ended = once(child, 'exit');
      child.removeAllListeners('exit');
      child.kill('SIGTERM');
      await Promise.race([ended, once(child, 'close')]);
    },
  };
}
