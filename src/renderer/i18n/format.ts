import type { Language } from '@mytone/shared/languages.ts';

const secondMs = 1000;
const secondsPerMinute = 60;
const secondsPerHour = 60 * secondsPerMinute;
const secondsPerDay = 24 * secondsPerHour;
/** A longer wait is named in hours. */
const longestInMinutes = 90;

/**
 * The locale for dates and numbers: the language of the texts with the region of the system, so
 * that English in London reads "26 November", 20:49. `systemLocale` is a BCP 47 tag; one that
 * cannot be read, or names no region, leaves the language alone.
 */
export function regionalLocale(language: Language, systemLocale: string | undefined): string {
  try {
    const { region } = new Intl.Locale(systemLocale ?? language);
    return region === undefined ? language : new Intl.Locale(language, { region }).toString();
  } catch {
    return language;
  }
}

/** Whole seconds from `now` until `dueAt`, both in epoch milliseconds; rounded up, never below 0. */
export function secondsUntil(dueAt: number, now: number): number {
  return Math.max(0, Math.ceil((dueAt - now) / secondMs));
}

function unit(locale: string, name: 'hour' | 'minute' | 'second', count: number): string {
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: name,
    unitDisplay: 'long',
  }).format(count);
}

/** A wait in words: seconds below two minutes, minutes up to 90, then hours; rounded up. */
export function formatWait(locale: string, seconds: number): string {
  if (seconds < 2 * secondsPerMinute) {
    return unit(locale, 'second', seconds);
  }
  if (seconds <= longestInMinutes * secondsPerMinute) {
    return unit(locale, 'minute', Math.ceil(seconds / secondsPerMinute));
  }
  return unit(locale, 'hour', Math.ceil(seconds / secondsPerHour));
}

/** A date in the user's time zone, with the month in words. */
export function formatDate(locale: string, date: Date): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(date);
}

/** The time of day, preceded by the date if it is not the date of `now`. */
export function formatMoment(locale: string, at: number, now: number): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  const style = isToday
    ? ({ timeStyle: 'short' } as const)
    : ({ dateStyle: 'medium', timeStyle: 'short' } as const);
  return new Intl.DateTimeFormat(locale, style).format(at);
}

/** Day and time of day, to the second, in the user's time zone. */
export function formatInstant(locale: string, at: number): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'medium' }).format(at);
}

/** How long ago `at` was, in the largest unit that fits: "5 minutes ago", "2 days ago". */
export function formatAge(locale: string, at: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - at) / secondMs));
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  if (seconds < secondsPerHour) {
    return format.format(-Math.floor(seconds / secondsPerMinute), 'minute');
  }
  if (seconds < secondsPerDay) {
    return format.format(-Math.floor(seconds / secondsPerHour), 'hour');
  }
  return format.format(-Math.floor(seconds / secondsPerDay), 'day');
}
