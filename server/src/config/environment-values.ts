import * as z from 'zod/mini';

/** As seconds; in milliseconds Node's timers cannot take more. */
export const largestTimeoutSeconds = 2_000_000;

/** A whole number in decimal digits; it may be absent. */
export function optionalWhole(least: number, most: number) {
  const sentence = `must be a whole number from ${least} to ${most}`;
  const digits = z.string().check(z.regex(/^\d{1,10}$/, sentence));
  const number = z
    .pipe(digits, z.transform(Number))
    .check(z.refine((value) => value >= least && value <= most, sentence));
  return z.optional(number);
}

/** A whole number in decimal digits, or `fallback`. */
export function whole(least: number, most: number, fallback: number) {
  return z._default(optionalWhole(least, most), fallback);
}

/** A length of time; not for a timer, which is limited to {@link largestTimeoutSeconds}. */
export const seconds = (fallback: number) => whole(1, largestTimeoutSeconds * 1000, fallback);

const choice = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** One of `values`, exactly as written here. */
export function oneOf<const Value extends string>(values: readonly Value[]) {
  const quoted = values.map((value) => `"${value}"`);
  return z.enum(values, `must be ${choice.format(quoted)}`);
}

/** Text that is not blank, or `fallback`. */
export function text(fallback: string) {
  return z._default(
    z.string().check(z.refine((value) => value.trim() !== '', 'must not be blank')),
    fallback,
  );
}

/** At least 32 characters besides the blanks around them. */
export const isSecret = (value: string) => value.trim().length >= 32;

/** An address with a host and without blanks, such as `https://example.com/page`. */
export function url(protocols: readonly string[]) {
  const starts = protocols.map((protocol) => `${protocol}//`);
  const isOne = (value: string) =>
    !/\s/.test(value) &&
    starts.some((start) => value.startsWith(start)) &&
    URL.canParse(value) &&
    new URL(value).hostname !== '';
  return z.optional(
    z
      .string()
      .check(
        z.refine(
          isOne,
          `must be an address without blanks that starts with ${starts.join(' or ')}`,
        ),
      ),
  );
}

/** One sender: `name@example.com` or `Name <name@example.com>`. */
export const sender = z
  .string()
  .check(
    z.regex(
      /^(?:[^\p{Cc}<>@]*<[^\s<>,@]+@[^\s<>,@]+>|[^\s<>,@]+@[^\s<>,@]+)$/u,
      'must be one e-mail address, such as MyTone <no-reply@example.com>',
    ),
  );

/** Entries between commas; blanks around them and empty ones are ignored. */
export function list(isEntry: (entry: string) => boolean, sentence: string) {
  const split = (joined: string) => joined.split(',').flatMap((entry) => entry.trim() || []);
  const entries = z
    .pipe(z.string(), z.transform(split))
    .check(z.refine((given) => given.every(isEntry), sentence));
  return z._default(entries, []);
}

const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);

const isNetwork = (entry: string) => network.safeParse(entry).success && !entry.endsWith('/0');

/** IP addresses, or ranges such as 10.0.0.0/8; /0 is rejected. */
export const networks = list(isNetwork, 'must be addresses, or networks such as 10.0.0.0/8');

/**
 * As browsers send it: without a path, a final slash, or the port that the protocol implies. There
 * are no wildcards.
 */
function isOrigin(entry: string): boolean {
  if (!/^[a-z][a-z\d+.-]*:\/\/[^\s/?#@*A-Z]+$/.test(entry) || !URL.canParse(entry)) {
    return false;
  }
  // `null` for the protocol of an application, such as capacitor://localhost.
  const { origin } = new URL(entry);
  return origin === entry || origin === 'null';
}

/** Origins of browsers. */
export const origins = list(isOrigin, 'must be origins such as https://example.com');
