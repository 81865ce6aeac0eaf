const secondMs = 1000;
const secondsPerMinute = 60;
const secondsPerHour = 60 * secondsPerMinute;
const secondsPerDay = 24 * secondsPerHour;

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

function yearOf(parts: readonly Intl.DateTimeFormatPart[]): string | undefined {
  return parts.find(({ type }) => type === 'year')?.value;
}

/**
 * Day and time of day, to the second, in the user's time zone: as short as the region writes them, but
 * with all digits of the year, which many regions cut to two.
 */
export function formatInstant(locale: string, at: number): string {
  const year = yearOf(new Intl.DateTimeFormat(locale, { year: 'numeric' }).formatToParts(at));
  return new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'medium' })
    .formatToParts(at)
    .map(({ type, value }) => (type === 'year' ? (year ?? value) : value))
    .join('');
}

/** How long ago `at` was, in the largest unit that fits: "now", "5 minutes ago", "2 days ago". */
export function formatAge(locale: string, at: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - at) / secondMs));
  if (seconds < secondsPerMinute) {
    return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(0, 'second');
  }
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  if (seconds < secondsPerHour) {
    return format.format(-Math.floor(seconds / secondsPerMinute), 'minute');
  }
  if (seconds < secondsPerDay) {
    return format.format(-Math.floor(seconds / secondsPerHour), 'hour');
  }
  return format.format(-Math.floor(seconds / secondsPerDay), 'day');
}
