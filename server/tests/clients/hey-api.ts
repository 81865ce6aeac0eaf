import type { Client, Outcome } from './client.ts';
import { client } from './generated/hey-api/client.gen.ts';
import { login, logout, me, refresh, register, sessions } from './generated/hey-api/index.ts';

const outcome = <Data>(answer: { data?: Data; response?: Response }): Outcome<Data> => ({
  status: answer.response?.status ?? 0,
  data: answer.data,
});

export function connect(baseUrl: string): Client {
  client.setConfig({ baseUrl });
  return {
    async register(person) {
      const answer = await register({ body: person });
      return outcome({ data: answer.data?.user, response: answer.response });
    },
    signIn: async (username, password) => outcome(await login({ body: { username, password } })),
    refresh: async (refresh_token) => outcome(await refresh({ body: { refresh_token } })),
    me: async (accessToken) => outcome(await me({ auth: accessToken })),
    sessions: async (accessToken) => outcome(await sessions({ auth: accessToken })),
    signOut: async (refresh_token) => outcome(await logout({ body: { refresh_token } })),
  };
}
