import { describe, expect, it } from 'vitest';
import { carryToSignIn } from '../../../../src/renderer/store/carry-to-sign-in.ts';
import { carryToSignUp, emptyDrafts } from '../../../../src/renderer/store/drafts.ts';

const signUp = {
  name: 'Jean',
  surname: 'Dupont',
  email: 'jean@example.com',
  confirmEmail: '',
  username: 'jeandupont',
};

describe('from sign-in to sign-up', () => {
  it('carries an e-mail into the e-mail field', () => {
    expect(carryToSignUp(emptyDrafts, 'jean@example.com').signUp.email).toBe('jean@example.com');
  });

  it('carries a username into the username field', () => {
    expect(carryToSignUp(emptyDrafts, ' jeandupont ').signUp.username).toBe('jeandupont');
  });

  it('keeps an earlier draft when nothing was typed', () => {
    expect(carryToSignUp({ login: '', signUp }, '  ').signUp).toEqual(signUp);
  });
});

describe('from sign-up to sign-in', () => {
  it('carries the e-mail', () => {
    expect(carryToSignIn(emptyDrafts, signUp).login).toBe('jean@example.com');
  });

  it('carries the username if there is no e-mail', () => {
    expect(carryToSignIn(emptyDrafts, { ...signUp, email: '' }).login).toBe('jeandupont');
  });

  it('keeps a username that was typed at sign-in', () => {
    expect(carryToSignIn({ ...emptyDrafts, login: 'jean' }, signUp).login).toBe('jeandupont');
  });

  it('keeps the login when the sign-up form is empty', () => {
    expect(carryToSignIn({ ...emptyDrafts, login: 'jean' }, emptyDrafts.signUp).login).toBe('jean');
  });

  it('keeps the sign-up form in case the user returns', () => {
    expect(carryToSignIn(emptyDrafts, signUp).signUp).toEqual(signUp);
  });
});
