/** RFC 9110, 5.6.7: today's form and the two that a recipient must still read. */
const formats = [
  /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/,
  /^[A-Z][a-z]+day, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT$/,
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/,
];

/**
 * Reads an HTTP date. `Date.parse` alone would take a lone number for a year.
 *
 * @returns epoch milliseconds, null for anything else
 */
export function readHttpDate(text: string | undefined): number | null {
  if (text === undefined || !formats.some((format) => format.test(text))) {
    return null;
  }
  const time = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(time) ? null : time;
}
