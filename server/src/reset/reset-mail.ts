import type { Language } from '@mytone/shared/languages.ts';
import type { Mail } from '../mail/mailer.ts';
import { html } from './html.ts';
import { resetTexts } from './reset-texts.ts';

export interface ResetLink {
  /** The page for a new password, without a query. */
  readonly page: string;
  readonly token: string;
  readonly lifeSeconds: number;
}

/** The mail with the link for a new password, as text and as HTML. */
export function resetMail(to: string, language: Language, link: ResetLink): Mail {
  const texts = resetTexts[language];
  const url = new URL(link.page);
  url.searchParams.set('token', link.token);
  const intro = texts.mailIntro.replace('{minutes}', String(Math.ceil(link.lifeSeconds / 60)));
  return {
    to,
    subject: texts.subject,
    text: [texts.hello, '', intro, '', url.href, '', texts.mailIgnore, '', 'MyTone', ''].join('\n'),
    html: html`<!doctype html>
<html lang="${language}"><body style="font-family:sans-serif;line-height:1.5;color:#1a1a1a">
<p>${texts.hello}</p>
<p>${intro}</p>
<p><a href="${url.href}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#6200ee;color:#ffffff;text-decoration:none">${texts.title}</a></p>
<p>${url.href}</p>
<p>${texts.mailIgnore}</p>
<p>MyTone</p>
</body></html>
`,
  };
}
