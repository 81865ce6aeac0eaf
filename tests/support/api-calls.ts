import { readFile } from 'node:fs/promises';
import type { ApiServer } from './api-server.ts';
import type { Person } from './people.ts';

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

/** Signs in from another device. */
export async function signInDirectly(
  apiUrl: string,
  { email, password }: Person,
): Promise<{ refresh_token: string }> {
  const body = new URLSearchParams({ username: email, password });
  const answer = await fetch(`${apiUrl}/auth/login`, { method: 'POST', body });
  return (await answer.json()) as { refresh_token: string };
}

/** The status that the API answers to a refresh token; a valid token is used up. */
export async function refreshDirectly(apiUrl: string, token: string): Promise<number> {
  return (await post(`${apiUrl}/auth/refresh`, { refresh_token: token })).status;
}

/** Asks for the mail with a link for a new password. */
export async function requestResetMail(apiUrl: string, email: string): Promise<void> {
  const answer = await post(`${apiUrl}/auth/forgot-password`, email);
  if (!answer.ok) {
    throw new Error(`forgot-password answered ${answer.status}`);
  }
}

/** The address in the newest mail of the API's outbox; waits until there have been `count` mails. */
export async function readMailedLink(api: ApiServer, count = 1): Promise<string> {
  for (;;) {
    const paths = [...api.output().matchAll(/^.*"path":"([^"]+\.eml)".*$/gm)].map(
      ([, path]) => path,
    );
    const newest = paths[count - 1];
    if (newest !== undefined) {
      const mail = (await readFile(newest, 'utf8'))
        .replaceAll(/=\r?\n/g, '')
        .replaceAll('=3D', '=');
      return /^https?:\/\/\S+\/reset-password\?token=\S+/m.exec(mail)?.[0] ?? '';
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The link that the page behind the mailed one hands on to the application. */
export async function readAppLink(pageUrl: string): Promise<string> {
  const page = await (await fetch(pageUrl)).text();
  return /href="(mytone:[^"]+)"/.exec(page)?.[1] ?? '';
}
