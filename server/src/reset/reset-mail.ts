import type { Mail } from './mailer.ts';

/** The mail with the link for a new password, in the product's first language and in English. */
export function resetMail(to: string, token: string, lifeSeconds: number): Mail {
  const minutes = Math.ceil(lifeSeconds / 60);
  const link = `mytone://reset-password?token=${token}`;
  return {
    to,
    subject: 'MyTone : nouveau mot de passe / new password',
    text: [
      'Bonjour,',
      `pour choisir un nouveau mot de passe, ouvrez ce lien (valable une fois, ${minutes} minutes) :`,
      link,
      "Si vous n'avez rien demandé, ignorez ce message : votre mot de passe reste le même.",
      '',
      'Hello,',
      `to choose a new password, open the link above (good once, for ${minutes} minutes).`,
      'If you did not ask for it, ignore this message: your password stays as it is.',
      '',
      'MyTone',
      '',
    ].join('\n'),
  };
}
