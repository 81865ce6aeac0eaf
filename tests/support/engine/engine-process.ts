import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { createLog } from '../../../src/main/log.ts';
import { createRealEngine } from './real-engine.ts';
import type { EngineMessage, EngineRequest } from './start-engine-process.ts';

// The engine in a separate process, which tests can kill.

const [profile = '', apiOrigin = ''] = process.argv.slice(2);
const { session, settings } = createRealEngine(
  apiOrigin,
  profile,
  createLog(join(profile, 'logs')),
);

function tell(message: EngineMessage): void {
  process.send?.(message);
}

async function answer({ call, input }: EngineRequest): Promise<unknown> {
  switch (call) {
    case 'signIn':
      return session.signIn(input);
    case 'signUp':
      return session.signUp(input);
    case 'signOut':
      return session.signOut();
    case 'retry':
      return session.retry(input);
    case 'getSessionLog':
      return session.getSessionLog();
  }
}

session.onChange((state) => tell({ kind: 'state', state }));
process.on('message', (request: EngineRequest) => {
  void answer(request).then((value) => tell({ kind: 'answer', id: request.id, value }));
});
process.once('disconnect', () => process.exit());
// Before it is killed: Node writes it at a normal end only.
flushCompileCache();
await session.start().then(settings.prepareWriting);
