import fastify from 'fastify';
import pg from 'pg';

// The smallest service on Fastify and pg: what our start is compared with. It keeps its compiled code
// as ours does (NODE_COMPILE_CACHE); otherwise the comparison would flatter ours.

process.once('SIGTERM', () => process.exit());
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'] ?? '' });
await pool.query('select 1');
const app = fastify();
app.get('/', async () => ({ message: 'ready' }));
const url = await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${JSON.stringify({ msg: 'listening', url })}\n`);
