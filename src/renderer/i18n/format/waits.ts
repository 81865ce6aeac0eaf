const secondMs = 1000;
const secondsPerMinute = 60;
const secondsPerHour = 60 * secondsPerMinute;
/** A longer wait is named in hours. */
const longestInMinutes = 90;

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
