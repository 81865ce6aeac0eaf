import { type Drafts, isEmail, type SignUpDraft } from './drafts.ts';

/** The drafts when switching to sign-in: the login stays an e-mail or a username, as it was. */
export function carryToSignIn(drafts: Drafts, signUp: SignUpDraft): Drafts {
  const { login } = drafts;
  const isUsername = login !== '' && !isEmail(login);
  const newest = isUsername ? signUp.username : signUp.email || signUp.username;
  return { login: newest.trim() || login, signUp };
}
