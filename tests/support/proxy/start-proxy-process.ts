import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ForwardProxy } from './forward-proxy.ts';

/** A forward proxy in a separate process. */
export interface ProxyProcess {
  readonly port: number;
  requests(): Promise<ForwardProxy['requests']>;
  dispose(): Promise<void>;
}

export async function startProxyProcess(login: {
  readonly username: string;
  readonly password: string;
}): Promise<ProxyProcess> {
  const program = join(import.meta.dirname, 'forward-proxy-process.ts');
  const child = fork(program, [login.username, login.password], { execArgv: [] });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    port,
    async requests() {
      child.send('requests');
      const [{ requests }] = (await once(child, 'message')) as [Pick<ForwardProxy, 'requests'>];
      return requests;
    },
    async dispose() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
