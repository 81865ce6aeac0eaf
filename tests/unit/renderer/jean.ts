import type { User } from '@mytone/shared/user.ts';

export const jean: User = {
  id: 42,
  name: 'Jean',
  surname: 'Dupont',
  email: 'jean@example.com',
  username: 'jeandupont',
  phoneNumber: null,
  createdAt: '2026-03-14T09:26:53Z',
};
