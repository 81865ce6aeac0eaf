import { createVault } from '../../../src/main/auth/tokens/vault.ts';
import { createKeychain } from '../../../src/main/keychain.ts';
import { atMost, type Finding } from '../report.ts';
import { ratio, runRounds } from '../rounds.ts';

const operations = 30;
const origin = 'http://127.0.0.1:1';

/** The vault against bare keytar. */
export async function measureVault(rounds: number): Promise<Finding[]> {
  const { default: keytar } = await import('keytar');
  const log = { info() {}, warn() {}, error() {} };
  const vault = createVault({ keychain: createKeychain(), origin, platform: 'linux', log });
  await vault.write('refresh-token', 'secret');
  const repeat = async (operation: () => Promise<unknown>) => {
    for (let count = 0; count < operations; count += 1) {
      await operation();
    }
  };
  const times = await runRounds(rounds, {
    ourRead: () => repeat(() => vault.read('refresh-token')),
    read: () => repeat(() => keytar.getPassword('MyTone', origin)),
    ourWrite: () => repeat(() => vault.write('refresh-token', 'secret')),
    write: () => repeat(() => keytar.setPassword('MyTone', origin, 'secret')),
  });
  // A write is read back: two calls to the keychain instead of one.
  return [
    atMost('a read of the vault against keytar', ratio(times.ourRead, times.read), 1.2),
    atMost('a write of the vault against keytar', ratio(times.ourWrite, times.write), 2.1),
  ];
}
