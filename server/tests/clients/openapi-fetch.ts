import createClient from 'openapi-fetch';
import type { Client, Outcome } from './client.ts';
import type { paths } from './generated/openapi-typescript.ts';

const outcome = <Data>(answer: { data?: Data; response: Response }): Outcome<Data> => ({
  status: answer.response.status,
  data: answer.data,
});

const bearer = (accessToken: string) => ({ headers: { authorization: `Bearer ${accessToken}` } });

export function connect(baseUrl: string): Client {
  const api = createClient<paths>({ baseUrl });
  return {
    async register(person) {
      const answer = await api.POST('/auth/register', { body: person });
      return outcome({ data: answer.data?.user, response: answer.response });
    },
    signIn: async (username, password) =>
      outcome(
        await api.POST('/auth/login', {
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: { username, password },
        }),
      ),
    refresh: async (refresh_token) =>
      outcome(await api.POST('/auth/refresh', { body: { refresh_token } })),
    me: async (accessToken) => outcome(await api.GET('/auth/me', bearer(accessToken))),
    sessions: async (accessToken) => outcome(await api.GET('/auth/sessions', bearer(accessToken))),
    signOut: async (refresh_token) =>
      outcome(await api.POST('/auth/logout', { body: { refresh_token } })),
  };
}
