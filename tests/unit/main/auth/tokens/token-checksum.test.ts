import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { checksumOf } from '../../../../../src/main/auth/tokens/token-checksum.ts';

it.each(['token', 'é 用户', 'x'.repeat(5_000)])(
  'the checksum of a token is the start of its SHA-256, as in Node (%#)',
  (token) => {
    const digest = createHash('sha256').update(`mytone-token:${token}`).digest('hex');
    expect(checksumOf(token)).toBe(digest.slice(0, 16));
  },
);
