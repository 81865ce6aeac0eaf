import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const trickleIntervalMs = 50;
/** What one connection may have waiting to be sent; a server that does not read gets no more. */
const mostUnsentBytes = 100_000;

/** Anonymous clients of one server, all from one address, until they are told to stop. */
export function createAttacker(url: string) {
  const { port, hostname } = new URL(url);
  const sockets = new Set<Socket>();
  const stopped = new AbortController();
  const floods: Promise<void>[] = [];

  function open(): Socket {
    const socket = connect(Number(port), hostname);
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
    return socket;
  }

  return {
    /** Opens a connection that sends nothing. */
    open,
    /** Opens a connection that sends `text` and reads nothing. */
    sendUnread: (text: string): Socket => {
      const socket = open();
      socket.pause();
      socket.write(text);
      return socket;
    },
    /** Opens a connection that sends `text`, reads every answer and says nothing else. */
    send: (text: string): Socket => {
      const socket = open();
      socket.resume();
      socket.write(text);
      return socket;
    },
    /** Opens a connection that sends `head`, then `piece` again and again. */
    trickle: (head: string, piece: string): void => {
      const socket = open();
      socket.write(head);
      const timer = setInterval(() => {
        if (socket.writableLength < mostUnsentBytes) {
          socket.write(piece);
        }
      }, trickleIntervalMs);
      socket.once('close', () => clearInterval(timer));
    },
    /** `clients` that send a request, read its answer and go on with the next one. */
    flood: (clients: number, request: (count: number) => readonly [string, RequestInit]): void => {
      let count = 0;
      const ask = async () => {
        while (!stopped.signal.aborted) {
          count += 1;
          const [path, init] = request(count);
          try {
            const answer = await fetch(`${url}${path}`, { ...init, signal: stopped.signal });
            await answer.arrayBuffer();
          } catch {
            // Refused by the server or stopped by us: a busy loop would only attack this process.
            await wait(trickleIntervalMs);
          }
        }
      };
      floods.push(...Array.from({ length: clients }, ask));
    },
    /** Connections that the server has not closed. */
    openConnections: (): number => sockets.size,
    /** Closes every connection and ends every flood. */
    stop: async (): Promise<void> => {
      stopped.abort();
      for (const socket of sockets) {
        socket.destroy();
      }
      await Promise.all(floods);
    },
  };
}

export type Attacker = ReturnType<typeof createAttacker>;
