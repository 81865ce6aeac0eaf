/** The page's own scheme, host and origin; nothing else is ever trusted or loaded. */
export const appScheme = 'app';
const appHost = 'mytone';
export const appOrigin = `${appScheme}://${appHost}`;

/**
 * Whether `url` is inside the application's origin: exact scheme and host, no user, no port.
 * Node takes the scheme for a non-special one, so `host` keeps its case and its port.
 */
export function isAppUrl(url: string): boolean {
  const parsed = URL.parse(url);
  return (
    parsed !== null &&
    parsed.protocol === `${appScheme}:` &&
    parsed.host === appHost &&
    parsed.username === '' &&
    parsed.password === ''
  );
}
