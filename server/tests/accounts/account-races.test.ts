import { describe, expect, test } from 'vitest';
import { login, newPerson, post, refresh, signUp, tokensOf } from '../support/api.ts';
import { engines } from '../support/engine.ts';
import { clusterForEach } from '../support/postgres/cluster.ts';

describe.each(engines)('races for accounts and passwords on %s', (engine) => {
  const cluster = clusterForEach(engine);

  test('one e-mail registered many times at once makes one account and no 5xx', async () => {
    const person = newPerson();
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, index) =>
        post(cluster.appAt(index), '/auth/register', {
          ...person,
          username: `${person.username}-${index}`,
        }),
      ),
    );
    const statuses = answers.map((answer) => answer.statusCode).sort();
    expect(statuses).toEqual([201, ...Array.from({ length: 23 }, () => 400)].sort());
  });

  /** A link for a new password, as if it had been mailed. */
  async function makeLink(email: string): Promise<string> {
    const token = `reset token of ${email}`;
    await cluster.query(
      `insert into "PASSWORD_RESETS" (token_hash, user_id, expires_at)
       select sha256(convert_to($1, 'UTF8')), id, now() + interval '1 hour' from "USERS" where email = $2`,
      [token, email],
    );
    return token;
  }

  test('a password reset leaves no session to a sign-in with the old password', async () => {
    for (let round = 0; round < 15; round += 1) {
      const person = newPerson();
      await signUp(cluster.appAt(0), person);
      const body = { token: await makeLink(person.email), new_password: 'ANewPassword1!' };
      const [reset, ...logins] = await Promise.all([
        post(cluster.appAt(0), '/auth/reset-password', body),
        ...Array.from({ length: 12 }, (_, index) => login(cluster.appAt(index), person.email)),
      ]);
      expect(reset.statusCode).toBe(204);
      for (const answer of logins.filter(({ statusCode }) => statusCode === 200)) {
        expect((await refresh(cluster.appAt(0), tokensOf(answer).refresh_token)).statusCode).toBe(
          401,
        );
      }
    }
  });

  test('a link used many times at once sets one password', async () => {
    for (let round = 0; round < 5; round += 1) {
      const person = newPerson();
      await signUp(cluster.appAt(0), person);
      const token = await makeLink(person.email);
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          post(cluster.appAt(index), '/auth/reset-password', {
            token,
            new_password: `Password ${index}!`,
          }),
        ),
      );
      const winners = answers.flatMap(({ statusCode }, index) => (statusCode === 204 ? index : []));
      expect(winners).toHaveLength(1);
      const secret = `Password ${winners[0]}!`;
      expect((await login(cluster.appAt(0), person.email, secret)).statusCode).toBe(200);
    }
  });
});
