import { jwtDecode } from 'jwt-decode';

/** An access token and what is known of its life; times are the server's, epoch milliseconds. */
export interface AccessToken {
  readonly value: string;
  /** Null for a token that is not a JWT with `exp`: then only a 401 shows that it has expired. */
  readonly expiresAt: number | null;
  /** When to renew it ahead of expiry; null where expiry is not known. */
  readonly renewAt: number | null;
}

const longestLeadMs = 90_000;
const leadShareOfLife = 0.2;

/** None if it is not a JWT. Its payload may be any JSON, even `null`. */
function readClaims(value: string): { exp?: unknown; iat?: unknown } {
  try {
    return jwtDecode<object | null>(value) ?? {};
  } catch {
    return {};
  }
}

/**
 * Reads a token's life. It is renewed 90 s or 20 % of its life before it expires, whichever is
 * the smaller (docs/session.md, "Life" 3).
 *
 * @param receivedAt server time at which the token arrived, epoch milliseconds
 */
export function readAccessToken(value: string, receivedAt: number): AccessToken {
  const { exp, iat } = readClaims(value);
  if (typeof exp !== 'number' || !Number.isFinite(exp)) {
    return { value, expiresAt: null, renewAt: null };
  }
  const issuedAt = typeof iat === 'number' && iat < exp ? iat * 1_000 : receivedAt;
  const lifeMs = exp * 1_000 - issuedAt;
  // A new token that has expired, or has more than its whole life left, proves that the clock is
  // wrong: count from its arrival.
  const endOfLife = receivedAt + lifeMs;
  const expiresAt = exp * 1_000 > receivedAt ? Math.min(exp * 1_000, endOfLife) : endOfLife;
  if (expiresAt <= receivedAt) {
    return { value, expiresAt: null, renewAt: null };
  }
  const leadMs = Math.min(longestLeadMs, lifeMs * leadShareOfLife);
  return { value, expiresAt, renewAt: expiresAt - leadMs };
}

/** Whether the API should still take it at `now`, server time in epoch milliseconds. */
export function isUsable(token: AccessToken | null, now: number): boolean {
  return token !== null && (token.expiresAt === null || now < token.expiresAt);
}
