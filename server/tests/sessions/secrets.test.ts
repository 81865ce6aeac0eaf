import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  me,
  openApi,
  openInstance,
  refresh,
  signUp,
  type TestApi,
  tokensOf,
} from '../support/api.ts';

const older = 'the older secret of these tests and long enough';
const newer = 'the newer secret of these tests and long enough';

let api: TestApi;
beforeAll(async () => {
  api = await openApi('pglite', { TOKEN_SECRET: older, ACCEPTED_TOKEN_SECRETS: newer });
});
afterAll(() => api.close());

test('while a secret is replaced, tokens of both secrets are valid on every instance, and lost answers are repeated', async () => {
  const next = await openInstance(api.database, {
    TOKEN_SECRET: newer,
    ACCEPTED_TOKEN_SECRETS: older,
  });
  const first = await signUp(api.app);
  expect((await me(next.app, first.access_token)).statusCode).toBe(200);

  // The older secret's instance gave the successor, and its answer was lost.
  const lost = tokensOf(await refresh(api.app, first.refresh_token));
  const again = tokensOf(await refresh(next.app, first.refresh_token));
  expect(again.refresh_token).toBe(lost.refresh_token);

  // The other way round.
  const second = tokensOf(await refresh(next.app, again.refresh_token));
  expect((await me(api.app, second.access_token)).statusCode).toBe(200);
  const repeated = tokensOf(await refresh(api.app, again.refresh_token));
  expect(repeated.refresh_token).toBe(second.refresh_token);

  // Right after its successor was used, a token still gets its answer, with either secret.
  const late = tokensOf(await refresh(next.app, first.refresh_token));
  expect(late.refresh_token).toBe(lost.refresh_token);
  await next.close();
});

test('an old token is a replay that ends the session, whichever secret signed it', async () => {
  const settings = {
    TOKEN_SECRET: newer,
    ACCEPTED_TOKEN_SECRETS: older,
    REFRESH_GRACE_SECONDS: '0',
  };
  const next = await openInstance(api.database, settings);
  const first = await signUp(api.app);
  let live = first.refresh_token;
  for (const { app } of [api, next, next]) {
    live = tokensOf(await refresh(app, live)).refresh_token;
  }
  expect((await refresh(next.app, first.refresh_token)).statusCode).toBe(401);
  expect((await refresh(next.app, live)).statusCode).toBe(401);
  await next.close();
});

test('a secret that is no longer accepted ends access tokens, and nobody has to sign in again', async () => {
  const alone = await openInstance(api.database, { TOKEN_SECRET: newer });
  const first = await signUp(api.app);
  expect((await me(alone.app, first.access_token)).statusCode).toBe(401);
  expect((await refresh(alone.app, first.refresh_token)).statusCode).toBe(200);
  await alone.close();
});
