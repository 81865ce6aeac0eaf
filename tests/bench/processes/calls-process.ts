import process from 'node:process';
import { createPeer, type PeerName } from '../peers.ts';
import { median } from '../rounds.ts';

// Times the calls of one client. Each client has a process of its own, as it has in an application:
// in one process, V8 would compile axios's code for all of them at once.

const [name, origin = ''] = process.argv.slice(2);
const peer = await createPeer(name as PeerName, origin);

/** The median of single calls, in milliseconds: pauses of the machine and of V8 do not count. */
async function timeCalls(count: number): Promise<number> {
  const times: number[] = [];
  for (let call = 0; call < count; call += 1) {
    const startedAt = performance.now();
    if (!(await peer.call())) {
      throw new Error('A call with a valid token was refused');
    }
    times.push(performance.now() - startedAt);
  }
  return median(times);
}

process.on('message', (count: number) => void timeCalls(count).then((ms) => process.send?.(ms)));
process.send?.('ready');
