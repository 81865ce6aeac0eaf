import { createHmac, createSecretKey, hash, randomBytes, timingSafeEqual } from 'node:crypto';

const familyBytes = 16;
const counterBytes = 4;
const saltBytes = 16;
const macBytes = 32;
const headBytes = familyBytes + counterBytes + saltBytes;
const textLength = Math.ceil(((headBytes + macBytes) * 4) / 3);

/**
 * A refresh token: what the client keeps, and its SHA-256, which is all that the database stores.
 */
export interface RefreshToken {
  readonly text: string;
  readonly hash: Buffer;
}

/** A presented token: its session, its place in it and its successor. */
export interface ReadToken {
  readonly sessionId: string;
  readonly counter: number;
  readonly hash: Buffer;
  readonly successor: RefreshToken;
  /** The successors that servers with the other accepted keys would give it. */
  readonly otherSuccessors: () => readonly RefreshToken[];
  /**
   * Whether one of our keys signed it: how we recognise our tokens after the database has dropped
   * them.
   */
  readonly isOurs: () => boolean;
}

function uuidOf(family: Buffer): string {
  const hex = family.toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}

function hashOf(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}

/**
 * Refresh tokens are derived: family ‖ counter ‖ salt ‖ HMAC-SHA-256(key, family ‖ counter ‖ salt).
 * So a token has the same successor however often it is presented, and no instance has to remember
 * it. The salt is in the token only and is not stored, so the key and the database together are not
 * enough to make a token. `acceptedKeys` are the keys of other servers that run at the same time.
 */
export function createRefreshTokens(key: Buffer, acceptedKeys: readonly Buffer[] = []) {
  // Created once: with a key in a buffer, node:crypto takes six times as long.
  const secret = createSecretKey(key);
  const others = acceptedKeys.map((each) => createSecretKey(each));

  const macOf = (head: Buffer, by = secret) => createHmac('sha256', by).update(head).digest();

  function tokenFrom(head: Buffer, by = secret): RefreshToken {
    const text = Buffer.concat([head, macOf(head, by)]).toString('base64url');
    return { text, hash: hashOf(text) };
  }

  return {
    /** The first token of a new family; `sessionId` is the family as a UUID. */
    first: (): { readonly sessionId: string; readonly token: RefreshToken } => {
      const head = randomBytes(headBytes);
      head.writeUInt32BE(0, familyBytes);
      return { sessionId: uuidOf(head.subarray(0, familyBytes)), token: tokenFrom(head) };
    },
    /** Null if `text` cannot be one of our tokens. Whether it is one is decided by its hash. */
    read: (text: string): ReadToken | null => {
      if (text.length !== textLength) {
        return null;
      }
      const bytes = Buffer.from(text, 'base64url');
      if (bytes.length !== headBytes + macBytes) {
        return null;
      }
      const head = Buffer.from(bytes.subarray(0, headBytes));
      const counter = head.readUInt32BE(familyBytes);
      if (counter >= 0x7fff_ffff) {
        return null;
      }
      const own = Buffer.from(head);
      head.writeUInt32BE(counter + 1, familyBytes);
      return {
        sessionId: uuidOf(head.subarray(0, familyBytes)),
        counter,
        hash: hashOf(text),
        successor: tokenFrom(head),
        otherSuccessors: () => others.map((other) => tokenFrom(head, other)),
        isOurs: () =>
          [secret, ...others].some((one) =>
            timingSafeEqual(macOf(own, one), bytes.subarray(headBytes)),
          ),
      };
    },
  };
}

export type RefreshTokens = ReturnType<typeof createRefreshTokens>;
