/** The person whom most tests are about. */
export const jean = {
  name: 'Jean',
  surname: 'Dupont',
  email: 'jean@example.com',
  username: 'jeandupont',
  password: 'SuperSecure123!',
} as const;

/** Another person, for tests with two accounts. */
export const marie = {
  name: 'Marie',
  surname: 'Curie',
  email: 'marie@example.com',
  username: 'marie',
  password: 'AnotherSecret456!',
} as const;

export type Person = Readonly<Record<keyof typeof jean, string>>;
