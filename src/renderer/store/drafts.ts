/** What was typed into the sign-up form; passwords are never kept. */
export interface SignUpDraft {
  readonly name: string;
  readonly surname: string;
  readonly email: string;
  readonly confirmEmail: string;
  readonly username: string;
}

/** What was changed in the form of the profile. */
export type ProfileDraft = Readonly<Partial<Record<'name' | 'surname' | 'phoneNumber', string>>>;

/** What was typed into both forms, kept while the user switches between them. */
export interface Drafts {
  /** E-mail or username of the sign-in form. */
  readonly login: string;
  readonly signUp: SignUpDraft;
}

export const emptyDrafts: Drafts = {
  login: '',
  signUp: { name: '', surname: '', email: '', confirmEmail: '', username: '' },
};

/** Whether a value looks like an address while it is being typed. */
export function isEmail(login: string): boolean {
  return login.includes('@');
}

/** The drafts when switching to sign-up: the login becomes the e-mail or the username. */
export function carryToSignUp(drafts: Drafts, login: string): Drafts {
  const typed = login.trim();
  if (typed === '') {
    return drafts;
  }
  const field = isEmail(typed) ? 'email' : 'username';
  return { login: typed, signUp: { ...drafts.signUp, [field]: typed } };
}
