import type { AllSeries, Series } from './measurements.ts';
import { atLeast, atMost, type Line } from './report.ts';
import { cost } from './setting.ts';
import { median, medianRatio } from './statistics.ts';

/** What is measured once, after the rounds. */
export interface Afterwards {
  readonly sessions: { readonly few: number; readonly many: number };
  /** Refreshes a second with so many sessions stored. */
  readonly refreshOfFew: Series;
  readonly refreshOfMany: Series;
  readonly sessionBytes: number;
  readonly memoryMb: { readonly server: number; readonly minimal: number };
}

const whole = ({ values }: Series) => String(Math.round(median(values)));
const fine = ({ values }: Series) => median(values).toFixed(1);
const ratio = (ours: Series, theirs: Series) => medianRatio(ours.values, theirs.values);

/** The table of the report, row by row: what was measured, against what, and the goal. */
export function rowsOf(all: AllSeries, afterwards: Afterwards): Line[] {
  const { sessions, refreshOfFew, refreshOfMany, sessionBytes, memoryMb } = afterwards;
  return [
    {
      measured: 'sign-in at saturation : every core on bare bcrypt',
      ratio: ratio(all.signIn, all.bcrypt),
      goal: atLeast(0.95),
      figures: `${fine(all.signIn)} : ${fine(all.bcrypt)} per second at cost ${cost}`,
    },
    {
      measured: 'the same with two instances',
      ratio: ratio(all.signInOfTwo, all.bcrypt),
      goal: null,
      figures: `${fine(all.signInOfTwo)} per second`,
    },
    {
      measured: 'p99 of `/auth/me` during that : idle',
      ratio: ratio(all.busyLatency, all.idleLatency),
      goal: atMost(4),
      figures: `${fine(all.busyLatency)} ms : ${fine(all.idleLatency)} ms`,
    },
    {
      measured: '`/auth/me` : minimal Fastify + fast-jwt + pg route',
      ratio: ratio(all.me, all.minimalMe),
      goal: atLeast(1.5),
      figures: `${whole(all.me)} : ${whole(all.minimalMe)} per second`,
    },
    {
      measured: 'refresh : its bare rotation statement through pg',
      ratio: ratio(all.refresh, all.bareRotation),
      goal: atLeast(0.85),
      figures: `${whole(all.refresh)} : ${whole(all.bareRotation)} per second, 16 connections`,
    },
    {
      measured: 'the same with two instances',
      ratio: ratio(all.refreshOfTwo, all.bareRotation),
      goal: null,
      figures: `${whole(all.refreshOfTwo)} per second`,
    },
    {
      measured: 'the same of a minimal Fastify route that does no more',
      ratio: ratio(all.minimalRefresh, all.bareRotation),
      goal: null,
      figures: `${whole(all.minimalRefresh)} per second`,
    },
    {
      measured: 'start to ready : bare Fastify + pg, compiled code kept by both',
      ratio: ratio(all.start, all.bareStart),
      goal: atMost(1.4),
      figures: `${whole(all.start)} ms : ${whole(all.bareStart)} ms`,
    },
    ...(all.fastapiMe
      ? [
          {
            measured: '`/auth/me` : FastAPI + SQLAlchemy of Debian on the same PostgreSQL',
            ratio: ratio(all.me, all.fastapiMe),
            goal: atLeast(5),
            figures: `${whole(all.me)} : ${whole(all.fastapiMe)} per second`,
          },
        ]
      : []),
    {
      measured: `time of a refresh with ${sessions.many} sessions : with ${sessions.few}`,
      ratio: median(refreshOfFew.values) / median(refreshOfMany.values),
      goal: atMost(1.15),
      figures: `${whole(refreshOfMany)} : ${whole(refreshOfFew)} per second`,
    },
    {
      measured: 'bytes of a session on disk after 1,000 refreshes : 500',
      ratio: sessionBytes / 500,
      goal: atMost(1),
      figures: `${Math.round(sessionBytes)} bytes`,
    },
    {
      measured: 'resident memory after the run : the minimal route',
      ratio: memoryMb.server / memoryMb.minimal,
      goal: atMost(1.6),
      figures: `${memoryMb.server} MB : ${memoryMb.minimal} MB`,
    },
  ];
}
