import { createSigner } from 'fast-jwt';
import fastify from 'fastify';
import pg from 'pg';
import { createRefreshTokens } from '../../src/accounts/refresh-token.ts';
import { bareRotation } from '../bare-rotation.ts';

// `/auth/refresh` as one would write it by hand: same statement, same tokens, nothing else. The
// difference to the bare statement is what HTTP costs on this machine.

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'] ?? '', max: 10 });
const refreshTokens = createRefreshTokens(Buffer.from(process.env['REFRESH_KEY'] ?? '', 'hex'));
const sign = createSigner({
  key: Buffer.from(process.env['ACCESS_KEY'] ?? '', 'hex'),
  algorithm: 'HS256',
  expiresIn: '15m',
});
const app = fastify();
app.post<{ Body: { refresh_token: string } }>('/auth/refresh', async (request, reply) => {
  const derived = refreshTokens.read(request.body.refresh_token);
  if (derived === null) {
    return reply.code(401).send({ detail: 'no' });
  }
  const values = [derived.sessionId, derived.hash, derived.successor.hash, 2_592_000];
  const { rows } = await pool.query({ name: 'rotate', text: bareRotation, values });
  const [row] = rows;
  if (row === undefined) {
    return reply.code(401).send({ detail: 'no' });
  }
  return {
    access_token: sign({ sub: String(row.userId), sid: row.sessionId, iat: row.issuedAt }),
    refresh_token: derived.successor.text,
    token_type: 'bearer',
  };
});
await pool.query('select 1');
const url = await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${JSON.stringify({ msg: 'listening', url })}\n`);
