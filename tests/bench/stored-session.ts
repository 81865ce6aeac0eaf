import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptySessionRecord } from '../../src/main/auth/ports.ts';
import { checksumOf } from '../../src/main/auth/tokens/token-checksum.ts';

const profile = {
  id: 1,
  name: 'Jean',
  surname: 'Dupont',
  email: 'jean@example.com',
  username: 'jean',
  phoneNumber: null,
  createdAt: '2026-01-02T03:04:05Z',
};

const token = 'refresh-1';

/** Any time will do: marker and canary agree on it, so the profile belongs to the token. */
const storedAt = 1;

/** Stores a session with each API as an earlier run would have left it in keychain and settings. */
export async function storeSessions(userData: string, origins: readonly string[]): Promise<void> {
  const { default: keytar } = await import('keytar');
  for (const origin of origins) {
    await keytar.setPassword('MyTone', origin, token);
    await keytar.setPassword('MyTone', `${origin}#canary`, String(storedAt));
  }
  const record = {
    ...emptySessionRecord,
    marker: { userId: profile.id, storedAt },
    profile,
    tokenChecksums: [checksumOf(token)],
    tokenSession: storedAt,
  };
  const sessions = Object.fromEntries(origins.map((origin) => [origin, record]));
  mkdirSync(userData, { recursive: true });
  writeFileSync(join(userData, 'settings.json'), JSON.stringify({ sessions }));
}
