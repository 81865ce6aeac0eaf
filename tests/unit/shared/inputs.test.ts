import { cleanLogin } from '@mytone/shared/account/clean-login.ts';
import { signInInputSchema, signUpInputSchema } from '@mytone/shared/inputs.ts';
import { describe, expect, it } from 'vitest';

const jean = {
  name: 'Jean',
  surname: 'Dupont',
  email: 'jean@example.com',
  username: 'jeandupont',
  password: 'SuperSecure123!',
};

/** The problems of one field of the sign-up form. */
function problemsOf(field: keyof typeof jean, value: string): string[] {
  const { error } = signUpInputSchema.safeParse({ ...jean, [field]: value });
  return error?.issues.map(({ message }) => message) ?? [];
}

describe('an e-mail for a new account', () => {
  it.each([
    'jean&marie@example.com',
    'jean/marie@example.com',
    'jean!@example.com',
    'a=b#c~d@example.com',
    'jérôme@example.com',
    'jean@exämple.com',
    '用户@例子.中国',
    'jean@example.xn--p1ai',
    'jean@localhost',
  ])('like %s is left to the API to judge', (email) => {
    expect(problemsOf('email', email)).toEqual([]);
  });

  it.each([
    'jean',
    '@example.com',
    'jean@',
    'jean@@example.com',
    'a@b@c',
    'jean dupont@example.com',
  ])('like %s is invalid, because it needs text around one @ and no blank', (email) => {
    expect(problemsOf('email', email)).toEqual(['invalid']);
  });
});

describe('an e-mail or username', () => {
  it.each([
    ['  jean@example.com\t', 'jean@example.com'],
    ['\u200bjean@example.com', 'jean@example.com'],
    ['\ufeffjean@exam\u00adple.com\u200e', 'jean@example.com'],
    ['\u00a0jean\u2060dupont ', 'jeandupont'],
    ['Jean.Dupont@Example.COM', 'Jean.Dupont@example.com'],
    ['JeanDupont', 'JeanDupont'],
    ['jean＠example.com', 'jean@example.com'],
    ['jean﹫Example.com', 'jean@example.com'],
  ])('typed as %j is sent as %j', (text, login) => {
    expect(cleanLogin(text)).toBe(login);
    expect(signInInputSchema.parse({ login: text, password: 'p' }).login).toBe(login);
  });

  it('of only invisible characters is missing', () => {
    expect(problemsOf('username', '\u200b\u200b')).toEqual(['required']);
  });
});

describe('a new password', () => {
  it.each([
    ['123456789', ['too-short']],
    ['1234567890', []],
    // Nine characters once composed, though typed as ten.
    ['12345678e\u0301', ['too-short']],
    ['𝄞'.repeat(9), ['too-short']],
    ['x'.repeat(72), []],
    ['x'.repeat(73), ['too-long']],
    ['é'.repeat(36), []],
    ['é'.repeat(37), ['too-long']],
    // 72 bytes once composed, though typed in 108.
    ['e\u0301'.repeat(36), []],
    ['音'.repeat(24), []],
    ['音'.repeat(25), ['too-long']],
    ['🎵'.repeat(18), []],
    ['🎵'.repeat(19), ['too-long']],
  ])('%j has the problems %j', (password, problems) => {
    expect(problemsOf('password', password)).toEqual(problems);
  });

  it('is sent as it was typed', () => {
    const password = ' e\u0301 as typed ';
    expect(signUpInputSchema.parse({ ...jean, password }).password).toBe(password);
  });
});

it('at sign-in a short or long password is left to the API', () => {
  for (const password of ['x', 'é'.repeat(100)]) {
    expect(signInInputSchema.safeParse({ login: 'jean', password }).success).toBe(true);
  }
});
