import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** The API that all peers call, in a separate process. */
export interface LocalApi {
  readonly origin: string;
  /** Refuses every access token that was issued so far. */
  expire(): Promise<void>;
  /** The number of refreshes since the last call. */
  countRefreshes(): Promise<number>;
  stop(): void;
}

export async function startLocalApi(): Promise<LocalApi> {
  const child = fork(join(import.meta.dirname, 'processes/local-api-process.ts'), { execArgv: [] });
  const [port] = await once(child, 'message');
  const origin = `http://127.0.0.1:${port}`;
  const control = async (path: string): Promise<number> => {
    const answer = await fetch(origin + path, { method: 'POST' });
    return Number(await answer.text());
  };
  return {
    origin,
    async expire() {
      await control('/control/expire');
    },
    countRefreshes: () => control('/control/count'),
    stop: () => child.kill(),
  };
}
