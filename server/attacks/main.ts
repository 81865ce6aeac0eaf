import { build } from '../build.ts';
import { startPostgres } from '../tests/support/postgres/postgres.ts';
import { startServerProcess } from '../tests/support/process.ts';
import { productionEnvironment } from '../tests/support/start-command.ts';
import { attacks } from './attacks.ts';
import { measure } from './measure.ts';

/** Resident memory that no attack may exceed, MiB. */
const most = 256;
const seconds = Math.max(1, Number(process.env['ATTACK_SECONDS'] ?? 10));
const print = (line: string) => process.stdout.write(`${line}\n`);
const attackMs = seconds * 1_000;
/** From the end of an attack until the server has given back what it can, twice over. */
const restMs = 11_000;
/** … and until its hash threads have ended too, which wait a minute for more work. */
const longRestMs = 75_000;

await build();
const postgres = await startPostgres(['fsync=off']);
// Production's limits of attempts, and the least cost of a hash there: dearer ones only slow it down.
const server = await startServerProcess({
  ...productionEnvironment,
  DATABASE_URL: postgres.url('postgres'),
  FREE_ATTEMPTS_PER_ACCOUNT: '',
  FREE_ATTEMPTS_PER_ADDRESS: '',
  ATTEMPTS_PER_ACCOUNT_PER_HOUR: '',
  BCRYPT_COST: '10',
  LOG_LEVEL: 'info',
});
let isWithin = true;
const rows = [
  ...attacks.map((attack) => ({ name: attack.name, together: [attack], restMs })),
  { name: 'all at once, and a minute of rest', together: attacks, restMs: longRestMs },
];
try {
  print(`Resident memory of the server, MiB; at most ${most}.\npeak after attack`);
  for (const { name, together, restMs: rest } of rows) {
    const { peak, after } = await measure(server, together, { attackMs, restMs: rest });
    isWithin &&= peak < most && after < most;
    print(`${peak.toFixed(0).padStart(4)} ${after.toFixed(0).padStart(5)} ${name}`);
  }
} finally {
  await server.end('SIGKILL');
  await postgres.remove();
}
if (!isWithin) {
  print(`An attack takes more than ${most} MiB.`);
  process.exitCode = 1;
}
