import type { Client } from './client.ts';
import { login, logout, me, refresh, register, sessions } from './generated/orval.ts';

const bearer = (accessToken: string) => ({ headers: { authorization: `Bearer ${accessToken}` } });

/** Its address is written into it when it is generated. */
export function connect(): Client {
  return {
    async register(person) {
      const { status, data } = await register(person);
      return { status, data: status === 201 ? data.user : undefined };
    },
    async signIn(username, password) {
      const { status, data } = await login({ username, password });
      return { status, data: status === 200 ? data : undefined };
    },
    async refresh(refresh_token) {
      const { status, data } = await refresh({ refresh_token });
      return { status, data: status === 200 ? data : undefined };
    },
    async me(accessToken) {
      const { status, data } = await me(bearer(accessToken));
      return { status, data: status === 200 ? data : undefined };
    },
    async sessions(accessToken) {
      const { status, data } = await sessions(bearer(accessToken));
      return { status, data: status === 200 ? data : undefined };
    },
    async signOut(refresh_token) {
      const { status, data } = await logout({ refresh_token });
      return { status, data };
    },
  };
}
