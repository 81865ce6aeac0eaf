import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';

type Environment = Readonly<Record<string, string>>;

function complaintOf(environment: Environment): string {
  try {
    readConfig(environment);
    return '';
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : 'no error';
  }
}

describe('configuration', () => {
  test('needs no variable, and has the promised defaults', () => {
    expect(readConfig({})).toMatchObject({
      ACCESS_TOKEN_SECONDS: 15 * 60,
      REFRESH_TOKEN_SECONDS: 30 * 24 * 60 * 60,
      REFRESH_GRACE_SECONDS: 10,
      UNUSED_SUCCESSOR_SECONDS: 24 * 60 * 60,
      RESET_TOKEN_SECONDS: 60 * 60,
      BCRYPT_COST: 12,
      DRAIN_SECONDS: 10,
      CORS_ORIGINS: [],
      TRUSTED_PROXIES: [],
    });
    expect(readConfig({})).not.toHaveProperty('DATABASE_URL');
  });

  test('treats an empty variable as absent', () => {
    expect(readConfig({ DATABASE_URL: '', PORT: '' })).toEqual(readConfig({}));
  });

  test.each([
    ['PORT', '65536'],
    ['PORT', '80 '],
    ['BCRYPT_COST', '3'],
    ['DATABASE_URL', 'mysql://hidden-word@example.com'],
    ['DATABASE_URL', 'postgres://hidden-word@h1:5611,h2:5612/db'],
    ['DATABASE_URL', 'postgres://hidden-word@h1,h2/db'],
    ['DATABASE_URL', 'postgres://hidden-word@h1%2Ch2/db'],
    ['DATABASE_URL', 'postgres://hidden-word@/db?host=h1,h2'],
    ['DATABASE_URL', 'postgres://hidden-word@/db?host=h1&host=h2'],
    ['DATABASE_URL', 'postgres://hidden-word@h1/db?port=5611,5612'],
    ['DATABASE_URL', 'postgres://hidden-word@h1/db?hostaddr=10.0.0.1'],
    ['DATABASE_URL', 'postgres://hidden-word@h1/db?target_session_attrs=read-write'],
    ['DATABASE_URL', 'postgres://hidden-word@h1/db?sslmode=require&load_balance_hosts=random'],
    ['DATABASE_URL', ' postgres://hidden-word@h1/db'],
    ['DATABASE_URL', 'postgres://hidden-word@h1/db\n'],
    ['DATABASE_URL', 'postgres:hidden-word'],
    ['NODE_ENV', 'hidden-word'],
    ['NODE_ENV', 'Production'],
    ['HOST', ' '],
    ['METRICS_HOST', '\t'],
    ['DATA_DIR', '  '],
    ['SMTP_URL', 'hidden-word'],
    ['SMTP_URL', 'smtp://'],
    ['SMTP_URL', 'smtp:hidden-word'],
    ['RESET_PASSWORD_URL', 'https:hidden-word'],
    ['RESET_PASSWORD_URL', 'https://hidden-word.example.com/a page'],
    ['TOKEN_SECRET', ' '.repeat(40)],
    ['ACCEPTED_TOKEN_SECRETS', `${'x'.repeat(32)},hidden-word`],
    ['MAIL_FROM', 'a@hidden-word, b@hidden-word'],
    ['MAIL_FROM', 'a@hidden-word\r\nBcc: b@hidden-word'],
    ['TOKEN_SECRET', 'hidden-word'],
    ['MAIL_FROM', 'hidden-word'],
    ['EMBEDDED_DATABASE', 'hidden-word'],
    ['LOG_LEVEL', 'hidden-word'],
    ['TRUSTED_PROXIES', '10.0.0.1, hidden-word'],
    ['TRUSTED_PROXIES', '0.0.0.0/0'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', '10.0.0.0/8/8'],
    ['CORS_ORIGINS', 'hidden-word.example.com'],
    ['CORS_ORIGINS', 'https://example.com/'],
    ['CORS_ORIGINS', '*'],
    ['CORS_ORIGINS', 'https://*.hidden-word.com'],
    ['CORS_ORIGINS', 'https://hidden-word.com:443'],
    ['CORS_ORIGINS', 'https://hidden-word.com:99999'],
    // Longer than REQUEST_TIMEOUT_SECONDS, which is 15.
    ['HEADERS_TIMEOUT_SECONDS', '16'],
    // As long as HANDLER_TIMEOUT_SECONDS.
    ['ANSWER_TIMEOUT_SECONDS', '30'],
  ])('refuses %s = %s by name, without its value', (name, value) => {
    const complaint = complaintOf({ [name]: value });
    expect(complaint).toMatch(new RegExp(`^OperatorError: The configuration is wrong: ${name} `));
    expect(complaint).not.toContain('hidden-word');
  });

  test.each([
    'postgres://mytone:a,b@localhost/db',
    'postgres://mytone:target_session_attrs@localhost/db',
    'postgresql://mytone@localhost:5432/a,b?sslmode=verify-full',
    'postgres:///db?host=/var/run/postgresql',
  ])('accepts a DATABASE_URL like %s, which names one host', (address) => {
    expect(readConfig({ DATABASE_URL: address }).DATABASE_URL).toBe(address);
  });

  test.each(['a@b.example', 'MyTone <a@b.example>', '"MyTone, Inc." <a+b@c.example>', 'é <a@b>'])(
    'accepts the sender %s',
    (sender) => {
      expect(readConfig({ MAIL_FROM: sender }).MAIL_FROM).toBe(sender);
    },
  );

  test('reads lists of proxies and origins entry by entry', () => {
    const { TRUSTED_PROXIES, CORS_ORIGINS } = readConfig({
      TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8,, ::1,fd00::/64',
      CORS_ORIGINS: 'https://example.com, http://localhost:5173,capacitor://localhost',
    });
    expect(TRUSTED_PROXIES).toEqual(['127.0.0.1', '10.0.0.0/8', '::1', 'fd00::/64']);
    expect(CORS_ORIGINS).toEqual([
      'https://example.com',
      'http://localhost:5173',
      'capacitor://localhost',
    ]);
  });

  const production = { NODE_ENV: 'production', DATABASE_URL: 'postgres://x' };
  const secret = 'x'.repeat(32);

  test.each<[string, Environment]>([
    ['DATABASE_URL must be set', { DATABASE_URL: '' }],
    ['TOKEN_SECRET must be set', { TOKEN_SECRET: '' }],
    ['BCRYPT_COST must be 10 or more', { BCRYPT_COST: '9' }],
    ['RESET_PASSWORD_URL must be set', { SMTP_URL: 'smtp://x' }],
    ['RESET_PASSWORD_URL must start with https://', { RESET_PASSWORD_URL: 'http://x' }],
  ])('in production %s', (complaint, change) => {
    expect(complaintOf({ ...production, TOKEN_SECRET: secret })).toBe('');
    expect(complaintOf({ ...production, TOKEN_SECRET: secret, ...change })).toContain(complaint);
  });

  test('names what production lacks together with all other errors', () => {
    const complaint = complaintOf({
      ...production,
      LOG_LEVEL: 'loud',
      BCRYPT_COST: '4',
      PORT: 'x',
    });
    for (const name of ['PORT', 'LOG_LEVEL', 'TOKEN_SECRET', 'BCRYPT_COST']) {
      expect(complaint).toContain(name);
    }
  });

  test('is documented variable by variable with its defaults', () => {
    const page = readFileSync(new URL('../../../docs/deploy.md', import.meta.url), 'utf8');
    const rows = page.matchAll(/^\| ((?:`[A-Z_]+`(?:, )?)+) \| ([^|]+) \|/gm);
    const documented = [...rows].flatMap(([, names = '', defaults = '']) =>
      names
        .split(', ')
        .map((name, index) => [name.replaceAll('`', ''), defaults.split(', ')[index]] as const),
    );
    const config = readConfig({
      DATABASE_URL: 'postgres://x',
      EMBEDDED_DATABASE: 'allowed',
      TOKEN_SECRET: secret,
      SMTP_URL: 'smtp://x',
      RESET_PASSWORD_URL: 'https://x',
      METRICS_PORT: '9100',
    });
    expect(documented.map(([name]) => name).sort()).toEqual(Object.keys(config).sort());
    const numbers = Object.entries(config).filter(
      ([name, value]) => typeof value === 'number' && name !== 'METRICS_PORT',
    );
    expect(Object.fromEntries(documented)).toMatchObject(
      Object.fromEntries(numbers.map(([name, value]) => [name, String(value)])),
    );
  });
});
