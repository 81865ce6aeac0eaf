/**
 * How long a host that is awake may take to answer, milliseconds. A lost response is then requested
 * again: a refresh while the server still accepts the old token, anything else because it may be sent
 * any number of times.
 */
export const awakeTimeoutMs = 10_000;
