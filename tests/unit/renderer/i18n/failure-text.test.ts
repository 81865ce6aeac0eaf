import { describe, expect, it } from 'vitest';
import { failureText } from '../../../../src/renderer/i18n/failure-text.ts';
import { problemText } from '../../../../src/renderer/i18n/problem-text.ts';
import { createFullTranslate } from '../../../../src/renderer/i18n/translate.ts';
import { fr } from '../../../support/words.ts';

const t = createFullTranslate(fr, fr);

describe('failureText', () => {
  it('names why the server could not be reached', () => {
    expect(failureText(t, 'fr', { code: 'unreachable', cause: 'server' })).toBe(
      `MyTone n’a pas pu joindre le serveur. ${t('offlineCauses.server')}`,
    );
  });

  it('says what to do, not the same twice, where there is no connection', () => {
    expect(failureText(t, 'fr', { code: 'unreachable', cause: 'network' })).toBe(
      'MyTone n’a pas pu joindre le serveur. Vérifiez votre connexion internet.',
    );
  });

  it.each(['refused', 'unreadable-answer'] as const)(
    'does not say that the server could not be reached when it answered (%s)',
    (cause) => {
      expect(failureText(t, 'fr', { code: 'unreachable', cause })).toBe(
        t(`offlineCauses.${cause}`),
      );
    },
  );

  it('names no waiting time if the server named none', () => {
    const failure = { code: 'too-many-attempts', retryAfterMs: null } as const;
    expect(failureText(t, 'fr', failure)).toBe(t('failures.too-many-attempts'));
  });
});

describe('problemText', () => {
  it('shows what an e-mail looks like', () => {
    expect(problemText(t, 'email', 'invalid')).toBe(t('emailInvalid'));
  });

  it.each([
    ['password', 'too-long', 'Trop long\u00a0: 72 octets au plus.'],
    ['name', 'too-long', 'Trop long\u00a0: 255 caractères au plus.'],
    ['username', 'too-long', 'Trop long\u00a0: 255 caractères au plus.'],
    ['email', 'too-long', 'Trop long\u00a0: 254 caractères au plus.'],
    ['login', 'too-long', 'Trop long\u00a0: 1024 caractères au plus.'],
    ['confirmEmail', 'mismatch', 'Les deux adresses ne correspondent pas.'],
    ['confirmPassword', 'mismatch', 'Les deux mots de passe ne correspondent pas.'],
  ])('says of a %s that is %s: "%s"', (field, code, text) => {
    expect(problemText(t, field, code)).toContain(text);
  });

  it('says how long a password has to be', () => {
    expect(problemText(t, 'password', 'too-short')).toBe('Au moins 10 caractères.');
  });

  it('uses the words of the failure for a name that is taken', () => {
    expect(problemText(t, 'email', 'email-taken')).toBe(t('failures.email-taken'));
  });

  it('treats an unknown code as invalid', () => {
    expect(problemText(t, 'name', 'Unrecognized key')).toBe(t('fieldProblems.invalid'));
  });
});
