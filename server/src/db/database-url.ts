import * as z from 'zod/mini';

/** Parts of an address with several hosts that libpq supports and pg does not. */
const forSeveralHosts = ['target_session_attrs', 'load_balance_hosts', 'hostaddr'];

function isForSeveralHosts(address: string): boolean {
  const [, authority = '', , query = ''] =
    /^\w+:\/\/([^/?#]*)([^?#]*)\??([^#]*)/.exec(address) ?? [];
  const parameters = new URLSearchParams(query);
  // A comma before the @ belongs to the password.
  const hosts = [authority.slice(authority.lastIndexOf('@') + 1), ...parameters.getAll('host')];
  return (
    forSeveralHosts.some((name) => parameters.has(name)) ||
    parameters.getAll('host').length > 1 ||
    [...hosts, ...parameters.getAll('port')].some((each) => /,|%2c/i.test(each))
  );
}

function isOfPostgres(address: string): boolean {
  return /^postgres(?:ql)?:\/\/\S*$/.test(address) && URL.canParse(address);
}

/**
 * `DATABASE_URL`: one host, because pg would connect to the first of several, even to a standby.
 */
export const databaseUrlSchema = z.string().check(
  z.refine((address) => !isForSeveralHosts(address), {
    error:
      'must name one host, and no target_session_attrs: for a failover give the address of a proxy that follows the primary',
    abort: true,
  }),
  z.refine(
    isOfPostgres,
    'must be an address without blanks that starts with postgres:// or postgresql://',
  ),
);
