import type { Language } from '@mytone/shared/preferences.ts';

const secondMs = 1000;
const secondsPerMinute = 60;

/** Whole seconds from `now` until `dueAt`, both in epoch milliseconds; rounded up, never below 0. */
export function secondsUntil(dueAt: number, now: number): number {
  return Math.max(0, Math.ceil((dueAt - now) / secondMs));
}

function unit(language: Language, name: 'minute' | 'second', count: number): string {
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: name,
    unitDisplay: 'long',
  }).format(count);
}

/** A wait in words: seconds below two minutes, then minutes, rounded up. */
export function formatWait(language: Language, seconds: number): string {
  return seconds < 2 * secondsPerMinute
    ? unit(language, 'second', seconds)
    : unit(language, 'minute', Math.ceil(seconds / secondsPerMinute));
}

/** A calendar day in the user's time zone, spelt out. */
export function formatDate(language: Language, date: Date): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(date);
}

/** The time of day; with the day in front where that is not the day of `now`. */
export function formatMoment(language: Language, at: number, now: number): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  const style = isToday
    ? ({ timeStyle: 'short' } as const)
    : ({ dateStyle: 'medium', timeStyle: 'short' } as const);
  return new Intl.DateTimeFormat(language, style).format(at);
}
