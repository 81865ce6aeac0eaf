import { build } from '../build.ts';
import { measureInTurns, type Series, seriesOf } from './measurements.ts';
import { requireWrk } from './rates.ts';
import { writeReport } from './report.ts';
import { rowsOf } from './rows.ts';
import { bytesOfSession, fillSessions } from './sessions-table.ts';
import { type Setting, startSetting } from './setting.ts';

const rounds = Math.max(1, Number(process.env['BENCH_ROUNDS'] ?? 7));
const seconds = Number(process.env['BENCH_SECONDS'] ?? 2);
const sessions = { few: 10_000, many: Number(process.env['BENCH_SESSIONS'] ?? 5_000_000) };

async function measureAll(setting: Setting): Promise<void> {
  const all = seriesOf(setting, seconds);
  await measureInTurns(Object.values(all), rounds);
  await setting.fastapi?.end();
  const sessionBytes = await bytesOfSession(await setting.createDatabase('bytes'));

  async function refreshesWith(count: number): Promise<Series> {
    await fillSessions(setting.databaseUrl, count);
    const { refresh } = seriesOf(setting, seconds);
    await measureInTurns([refresh], rounds);
    return refresh;
  }

  const refreshOfFew = await refreshesWith(sessions.few);
  const refreshOfMany = await refreshesWith(sessions.many);
  const memoryMb = { server: setting.one.memoryMb(), minimal: setting.minimalMe.memoryMb() };
  const afterwards = { sessions, refreshOfFew, refreshOfMany, sessionBytes, memoryMb };
  writeReport(
    rowsOf(all, afterwards),
    rounds,
    setting.fastapi
      ? "Rates are wrk's; FastAPI runs in one process too, with its usual thread pool."
      : "Rates are wrk's. FastAPI was not compared: its packages are python3-fastapi, python3-sqlalchemy, python3-psycopg2, python3-jwt and uvicorn.",
  );
}

requireWrk();
await build();
const setting = await startSetting();
try {
  await measureAll(setting);
} finally {
  await setting.end();
}
