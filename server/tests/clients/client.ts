/** What each generated client is driven through; the adapters beside this file write it. */
export interface Client {
  register(person: NewPerson): Promise<Outcome<{ readonly username: string }>>;
  signIn(username: string, password: string): Promise<Outcome<Tokens>>;
  refresh(refreshToken: string): Promise<Outcome<Tokens>>;
  me(accessToken: string): Promise<Outcome<{ readonly email: string }>>;
  sessions(accessToken: string): Promise<Outcome<readonly { readonly is_current: boolean }[]>>;
  signOut(refreshToken: string): Promise<Outcome<unknown>>;
}

export interface NewPerson {
  readonly name: string;
  readonly surname: string;
  readonly email: string;
  readonly username: string;
  readonly password: string;
}

export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}

export interface Outcome<Data> {
  readonly status: number;
  /** Undefined when the call was refused. */
  readonly data: Data | undefined;
}
