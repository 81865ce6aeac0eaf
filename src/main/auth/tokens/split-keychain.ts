import * as z from 'zod/mini';
import type { Keychain } from '../ports.ts';

const headPrefix = 'mytone-parts:';

const headSchema = z.strictObject({
  generation: z.string(),
  count: z.int().check(z.gte(1), z.lte(1_000)),
  digest: z.string(),
});
type Head = z.infer<typeof headSchema>;

/**
 * Stores secrets longer than one credential holds (Windows: 2,560 bytes) in parts under a fresh
 * generation; the head entry, which names generation, count and digest, is written last, so that a
 * torn write leaves the old secret whole. Parts that do not match the digest throw: unavailable,
 * not absent.
 *
 * @param longestBytes what one credential holds, in bytes of UTF-8
 */
export function createSplitKeychain(keychain: Keychain, longestBytes: number): Keychain {
  function partAccount(account: string, generation: string, index: number): string {
    return `${account}#${generation}.${index}`;
  }

  async function removeParts(service: string, account: string, head: Head): Promise<void> {
    for (let index = 0; index < head.count; index += 1) {
      await keychain.deletePassword(service, partAccount(account, head.generation, index));
    }
  }

  async function readHead(service: string, account: string): Promise<Head | null> {
    const stored = await keychain.getPassword(service, account);
    try {
      return stored?.startsWith(headPrefix) ? parseHead(stored) : null;
    } catch {
      // A broken head names no parts that could be removed, and must not stop its replacement.
      return null;
    }
  }

  return {
    async getPassword(service, account) {
      const stored = await keychain.getPassword(service, account);
      if (!stored?.startsWith(headPrefix)) {
        return stored;
      }
      const head = parseHead(stored);
      let secret = '';
      for (let index = 0; index < head.count; index += 1) {
        const partName = partAccount(account, head.generation, index);
        secret += (await keychain.getPassword(service, partName)) ?? '';
      }
      if (digestOf(secret) !== head.digest) {
        throw new Error('A stored secret is incomplete');
      }
      return secret;
    },

    async setPassword(service, account, secret) {
      const previous = await readHead(service, account);
      if (Buffer.byteLength(secret) <= longestBytes && !secret.startsWith(headPrefix)) {
        await keychain.setPassword(service, account, secret);
      } else {
        const parts = split(secret, longestBytes);
        const generation = crypto.randomUUID();
        for (const [index, part] of parts.entries()) {
          await keychain.setPassword(service, partAccount(account, generation, index), part);
        }
        const head: Head = { generation, count: parts.length, digest: digestOf(secret) };
        await keychain.setPassword(service, account, headPrefix + JSON.stringify(head));
      }
      if (previous !== null) {
        await removeParts(service, account, previous);
      }
    },

    async deletePassword(service, account) {
      const previous = await readHead(service, account);
      const isDeleted = await keychain.deletePassword(service, account);
      if (previous !== null) {
        await removeParts(service, account, previous);
      }
      return isDeleted;
    },
  };
}

function parseHead(stored: string): Head {
  return headSchema.parse(JSON.parse(stored.slice(headPrefix.length)));
}

function digestOf(secret: string): string {
  // Not imported: it takes 6 ms to load, which every start would wait for.
  const { createHash } = process.getBuiltinModule('node:crypto');
  return createHash('sha256').update(secret).digest('hex');
}

/** Cuts between code points; a code point takes at most four bytes. */
function split(secret: string, longestBytes: number): string[] {
  const parts: string[] = [];
  let part = '';
  for (const character of secret) {
    if (Buffer.byteLength(part + character) > longestBytes) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}
