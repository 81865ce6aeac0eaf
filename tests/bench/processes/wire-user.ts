/** Jean as the API describes him. */
export const wireUser = {
  id: 1,
  name: 'Jean',
  surname: 'Dupont',
  email: 'jean@example.com',
  username: 'jean',
  phone_number: null,
  type_client: 0,
  created_at: '2026-01-02T03:04:05Z',
};
