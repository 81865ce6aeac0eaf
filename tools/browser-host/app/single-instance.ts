import { linkSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { isUnkind } from '../unkindness.ts';

/** The message of a second copy to the first. */
export interface SecondCopy {
  argv: string[];
  workingDirectory: string;
  additionalData: unknown;
}

export interface SingleInstance {
  request(message: SecondCopy): boolean;
  isHeld(): boolean;
  release(): void;
  /** Settles when the first copy has been notified; a second copy may end then. */
  delivered(): Promise<void>;
}

const lockName = 'browser-host.lock';
const socketName = 'browser-host.sock';
/** Chromium's own, on Linux and macOS: a link to `<host>-<process id>`. */
const chromiumLockName = 'SingletonLock';

// Together with its start time a process id names one process: an id may be used again after a
// `kill -9`.
const processStamp = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] ?? '';
  } catch {
    return '';
  }
};
const isAlive = (pid: number, stamp: string): boolean => {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return stamp === processStamp(pid);
};

/**
 * Chromium's own lock would be asynchronous here, but `requestSingleInstanceLock` answers at once.
 */
export function createSingleInstance(
  folder: () => string,
  onSecondCopy: (copy: SecondCopy) => void,
): SingleInstance {
  let server: Server | undefined;
  let delivery: Promise<void> = Promise.resolve();
  const socketPath = () =>
    process.platform === 'win32'
      ? `\\\\.\\pipe\\browser-host-${Buffer.from(folder()).toString('hex')}`
      : join(folder(), socketName);

  const take = (): boolean => {
    mkdirSync(folder(), { recursive: true });
    const lock = join(folder(), lockName);
    const draft = `${lock}.${process.pid}`;
    writeFileSync(draft, `${process.pid} ${processStamp(process.pid)}`);
    try {
      // A link, not a write: it appears whole or not at all.
      linkSync(draft, lock);
      return true;
    } catch {
      const [pid = '', stamp = ''] = readFileSync(lock, 'utf8').split(' ');
      if (isAlive(Number(pid), stamp)) {
        return false;
      }
      rmSync(lock, { force: true });
      linkSync(draft, lock);
      return true;
    } finally {
      rmSync(draft, { force: true });
    }
  };

  const signChromiumLock = () => {
    if (process.platform === 'win32') {
      return;
    }
    const lock = join(folder(), chromiumLockName);
    rmSync(lock, { force: true });
    symlinkSync(`${hostname()}-${process.pid}`, lock);
  };

  const listen = () => {
    if (process.platform !== 'win32') {
      rmSync(socketPath(), { force: true });
    }
    server = createServer({ allowHalfOpen: true }, (socket) => {
      let text = '';
      socket.setEncoding('utf8');
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.on('end', () => {
        onSecondCopy(JSON.parse(text) as SecondCopy);
        socket.end('seen');
      });
    });
    server.listen(socketPath());
    server.unref();
  };

  const tell = (message: SecondCopy) =>
    new Promise<void>((resolve) => {
      const socket = connect({ path: socketPath(), allowHalfOpen: true });
      socket.on('connect', () => socket.end(JSON.stringify(message)));
      socket.on('close', () => resolve());
      socket.on('error', () => resolve());
      socket.resume();
    });

  return {
    request(message) {
      if (server) {
        return true;
      }
      if (isUnkind('lost-lock')) {
        return false;
      }
      if (take()) {
        signChromiumLock();
        listen();
        return true;
      }
      delivery = tell(message);
      return false;
    },
    isHeld: () => server !== undefined,
    release() {
      if (!server) {
        return;
      }
      server.close();
      server = undefined;
      rmSync(join(folder(), chromiumLockName), { force: true });
      rmSync(join(folder(), lockName), { force: true });
    },
    delivered: () => delivery,
  };
}
