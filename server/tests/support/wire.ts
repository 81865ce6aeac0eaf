import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A way to a port on loopback that can be cut: no goodbye, as when a cable is pulled. */
export async function startWire(port: number) {
  const ends = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    near.pipe(far).pipe(near);
    for (const end of [near, far]) {
      ends.add(end);
      // The other side of a cut is no fault of the test's.
      end.on('error', () => undefined).on('close', () => ends.delete(end));
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const cut = () => {
    for (const end of ends) {
      end.resetAndDestroy();
    }
  };
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    cut,
    close: async () => {
      server.close();
      cut();
      await once(server, 'close');
    },
  };
}
