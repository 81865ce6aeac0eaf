import process from 'node:process';

// Measures one start of the session. Main's own code is loaded by then, for the engine and for the
// bare libraries alike; keytar and axios are not. rows/start.ts measures the whole process.

const [kind = '', origin = '', profile = ''] = process.argv.slice(2);
const { createRealEngine } = await import('../../support/engine/real-engine.ts');
const { session, settings } = createRealEngine(origin, profile, {
  info() {},
  warn() {},
  error() {},
});
const startedAt = performance.now();

function finish(): void {
  process.send?.(performance.now() - startedAt, () => process.exit());
}

async function readToken(): Promise<string | null> {
  const { default: keytar } = await import('keytar');
  return keytar.getPassword('MyTone', origin);
}

async function readCanary(): Promise<void> {
  const { default: keytar } = await import('keytar');
  await keytar.getPassword('MyTone', `${origin}#canary`);
}

async function refreshBare(): Promise<void> {
  const token = await readToken();
  const { default: axios } = await import('axios');
  await axios.post(`${origin}/auth/refresh`, { refresh_token: token }, { adapter: 'fetch' });
}

async function startEngine(isDone: (state: { kind: string; link?: { kind: string } }) => boolean) {
  session.onChange((state) => isDone(state) && finish());
  await session.start().then(settings.prepareWriting);
}

switch (kind) {
  case 'read':
    await readToken();
    finish();
    break;
  case 'read twice':
    await readToken();
    await readCanary();
    finish();
    break;
  case 'read and refresh':
    await refreshBare();
    finish();
    break;
  case 'engine to drawable':
    await startEngine((state) => state.kind === 'signed-in');
    break;
  default:
    await startEngine((state) => state.link?.kind === 'online');
}
