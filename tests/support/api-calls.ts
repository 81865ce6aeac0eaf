import type { Person } from './screens.ts';

function post(url: string, body: unknown): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** Makes an account past the application. */
export async function registerDirectly(apiUrl: string, person: Person): Promise<void> {
  const answer = await post(`${apiUrl}/auth/register`, {
    ...person,
    phone_number: null,
    type_client: 0,
  });
  if (!answer.ok) {
    throw new Error(`register answered ${answer.status}`);
  }
}

/** The status that the API answers to a refresh token; spends the token if it is good. */
export async function refreshDirectly(apiUrl: string, token: string): Promise<number> {
  return (await post(`${apiUrl}/auth/refresh`, { refresh_token: token })).status;
}
