import { createSigner, createVerifier } from 'fast-jwt';
import * as z from 'zod/mini';

const issuer = 'mytone-api';
const audience = 'mytone';
/** RFC 9068: distinguishes an access token from any other JWT that is signed with the same key. */
const type = 'at+jwt';

const claimsSchema = z.object({ sub: z.string(), sid: z.guid() });

/**
 * Access tokens: JWTs of one algorithm, one issuer, one audience and one type. They are signed with
 * `key`; those signed with one of `acceptedKeys` are valid too.
 */
export function createAccessTokens(
  key: Buffer,
  lifeSeconds: number,
  acceptedKeys: readonly Buffer[] = [],
) {
  const sign = createSigner({
    key,
    algorithm: 'HS256',
    header: { alg: 'HS256', typ: type },
    iss: issuer,
    aud: audience,
    expiresIn: lifeSeconds * 1000,
  });
  const verifiers = [key, ...acceptedKeys].map((each) =>
    createVerifier({
      key: each,
      algorithms: ['HS256'],
      checkTyp: type,
      allowedIss: issuer,
      allowedAud: audience,
      requiredClaims: ['iss', 'aud', 'exp', 'sub', 'sid'],
    }),
  );

  return {
    lifeSeconds,
    /** The same arguments give the same token, byte for byte. `issuedAt` in epoch seconds. */
    issue: (userId: number, sessionId: string, issuedAt: number): string =>
      sign({ sub: String(userId), sid: sessionId, iat: issuedAt }),
    /** The session of a valid token; null for anything else, for whatever reason. */
    read: (token: string): string | null => {
      for (const verify of verifiers) {
        try {
          const claims = claimsSchema.safeParse(verify(token));
          return claims.success ? claims.data.sid : null;
        } catch {
          // Signed with another key, or not signed.
        }
      }
      return null;
    },
  };
}

export type AccessTokens = ReturnType<typeof createAccessTokens>;
