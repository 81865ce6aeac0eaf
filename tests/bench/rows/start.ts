import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'electron-vite';
import type { Page } from 'playwright';
import { findRuntime } from '../../support/app/find-runtime.ts';
import { root } from '../../support/project.ts';
import { atMost, type Finding } from '../report.ts';
import { median, ratio, runRounds } from '../rounds.ts';
import { storeSessions } from '../stored-session.ts';

/** Nothing listens on this port: every request fails at once. */
const closedApi = 'http://127.0.0.1:9';
/** The same without a session in the keychain. */
const closedApiOfNobody = 'http://127.0.0.1:1';
const goals = { start: 1.2, kilobytes: 85, longestTaskMs: 50 };

interface Launch {
  /** From the start of the process until the content was painted. */
  readonly ms: number;
  /** The longest task of the page from its start until it was idle; 0 if none exceeded 50 ms. */
  readonly longestTaskMs: number;
  /** Paths of the files that the page loaded. */
  readonly files: readonly string[];
}

interface Start {
  /** The folder of the built application: ours if none is given. */
  readonly application?: string;
  readonly profile: string;
  readonly api?: string;
}

const folder = mkdtempSync(join(tmpdir(), 'mytone-bench-'));

/** Starts an application once, until `content` is painted and the page is idle. */
async function launch(
  { application = root, profile, api = closedApi }: Start,
  content: string,
): Promise<Launch> {
  const startedAt = Date.now();
  const app = await findRuntime().launch({
    folder: application,
    profile: join(folder, profile),
    args: [`--api=${api}`],
  });
  const painted = await untilPainted(app.page, content);
  await app.quit();
  return { ...painted, ms: painted.at - startedAt };
}

/** Reads it from the browser's own records, so that nothing is asked of the page while it starts. */
function untilPainted(page: Page, content: string) {
  return page.evaluate(async (selector) => {
    const at = await new Promise<number>((resolve) => {
      const observer = new PerformanceObserver((list) => {
        const entry = list
          .getEntries()
          .find(
            (each) =>
              'element' in each &&
              each.element instanceof Element &&
              each.element.closest(selector),
          );
        if (entry) {
          resolve(performance.timeOrigin + entry.startTime);
        }
      });
      observer.observe({ type: 'largest-contentful-paint', buffered: true });
    });
    await new Promise((resolve) => requestIdleCallback(resolve));
    const tasks = await new Promise<PerformanceEntryList>((resolve) => {
      const entries: PerformanceEntry[] = [];
      new PerformanceObserver((list) => entries.push(...list.getEntries())).observe({
        type: 'longtask',
        buffered: true,
      });
      setTimeout(() => resolve(entries), 500);
    });
    return {
      at,
      longestTaskMs: Math.max(0, ...tasks.map(({ duration }) => duration)),
      files: [
        location.pathname,
        ...performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
      ],
    };
  }, content);
}

function atMostKilobytes(what: string, files: readonly string[]): Finding {
  const bytes = [...new Set(files)]
    .filter((file) => /\.(?:html|js|css)$/.test(file))
    .map((file) => gzipSync(readFileSync(join(root, 'out/renderer', file)), { level: 9 }).length)
    .reduce((sum, size) => sum + size, 0);
  const kilobytes = bytes / 1000;
  return {
    what,
    measured: `${kilobytes.toFixed(1)} kB`,
    goal: `at most ${goals.kilobytes} kB`,
    isMet: kilobytes <= goals.kilobytes,
  };
}

/** From the start of the process to the first screen, and what that screen loads. */
export async function measureStart(rounds: number): Promise<Finding[]> {
  await build({ root, logLevel: 'error' });
  await storeSessions(join(folder, 'signed-in'), [closedApi]);
  const startDashboard = () => launch({ profile: 'signed-in' }, '.app-layout:has(.dashboard)');
  const startEmpty = () =>
    launch({ application: join(root, 'tests/bench/empty-app'), profile: 'empty' }, 'main');

  // The first start of each makes Chromium's profile.
  const dashboard = await startDashboard();
  await startEmpty();
  const signIn = await launch({ profile: 'signed-out', api: closedApiOfNobody }, '.auth-layout');

  const longest: number[] = [];
  const times = await runRounds(rounds, {
    dashboard: async () => {
      const { ms, longestTaskMs } = await startDashboard();
      longest.push(longestTaskMs);
      return ms;
    },
    empty: async () => (await startEmpty()).ms,
  });
  rmSync(folder, { recursive: true, force: true });
  return [
    atMost(
      'process start to a drawn dashboard, API closed, against an empty window',
      ratio(times.dashboard, times.empty),
      goals.start,
    ),
    {
      what: "… the page's longest task until it is idle",
      measured: `${median(longest).toFixed(0)} ms`,
      goal: `at most ${goals.longestTaskMs} ms`,
      isMet: median(longest) <= goals.longestTaskMs,
    },
    atMostKilobytes('the dashboard, compressed, without fonts', dashboard.files),
    atMostKilobytes('the sign-in screen, compressed, without fonts', signIn.files),
  ];
}
