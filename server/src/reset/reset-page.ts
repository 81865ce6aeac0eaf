import { createHash } from 'node:crypto';
import { type Language, languages } from '@mytone/shared/languages.ts';
import { html } from './html.ts';
import { type ResetTexts, resetTexts } from './reset-texts.ts';

const style = `
:root { color-scheme: dark; }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px;
  background: #0a0a0a; color: #f5f3ff; font: 16px/1.5 system-ui, sans-serif; }
main { width: 100%; max-width: 420px; }
h1 { font-size: 24px; line-height: 1.25; }
a { color: #c9a7ff; }
.button { display: block; width: 100%; padding: 12px 16px; border: 0; border-radius: 10px;
  background: #6200ee; color: #ffffff; font: inherit; font-weight: 600; text-align: center;
  text-decoration: none; cursor: pointer; }
.button:focus-visible, input:focus-visible, a:focus-visible { outline: 3px solid #c9a7ff; outline-offset: 2px; }
label { display: block; margin-top: 8px; }
input { width: 100%; margin: 4px 0; padding: 12px; border: 1px solid #8f86a3; border-radius: 10px;
  background: #17141d; color: inherit; font: inherit; }
.hint { margin: 0 0 16px; color: #bdb5cc; }
[role=alert] { padding: 12px; border-radius: 10px; background: #4a1020; color: #ffdbe2; }
nav { margin-top: 32px; display: flex; flex-wrap: wrap; gap: 12px; font-size: 14px; }
`;

const styleHash = createHash('sha256').update(style).digest('base64');

/** No script, no requests, and a form that can only be sent here. */
export const resetPagePolicy =
  `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; ` +
  "base-uri 'none'; frame-ancestors 'none'";

const names: Readonly<Record<Language, string>> = {
  fr: 'Français',
  en: 'English',
  es: 'Español',
  it: 'Italiano',
  de: 'Deutsch',
  zh: '中文',
};

/** What the page shows: a form, or the result. */
export type ResetView =
  | { readonly kind: 'form'; readonly token: string; readonly problem?: keyof ResetTexts }
  | { readonly kind: 'done' }
  | { readonly kind: 'broken' };

function addressOf(language: Language, token: string | null): string {
  const query = new URLSearchParams(token === null ? {} : { token });
  query.set('lang', language);
  return `?${query.toString()}`;
}

function formOf(language: Language, token: string, problem: keyof ResetTexts | undefined): string {
  const texts = resetTexts[language];
  const alert =
    problem === undefined ? '' : html`<p role="alert" id="problem">${texts[problem]}</p>`;
  const link = new URLSearchParams({ token }).toString();
  return `${html`<h1>${texts.title}</h1>
<p><a class="button" href="mytone://reset-password?${link}">${texts.openApp}</a></p>
<p>${texts.orHere}</p>`}
${alert}
${html`<form method="post" action="/reset-password${addressOf(language, null)}">
<input type="hidden" name="token" value="${token}">
<input type="text" name="username" autocomplete="username" hidden>
<label for="password">${texts.newPassword}</label>
<input id="password" name="new_password" type="password" autocomplete="new-password" required aria-describedby="rule">
<p class="hint" id="rule">${texts.rule}</p>
<button class="button">${texts.save}</button>
</form>`}`;
}

function contentOf(language: Language, view: ResetView): string {
  const texts = resetTexts[language];
  switch (view.kind) {
    case 'form':
      return formOf(language, view.token, view.problem);
    case 'done':
      return html`<h1>${texts.done}</h1>
<p>${texts.doneHint}</p>`;
    case 'broken':
      return html`<h1>${texts.broken}</h1>
<p>${texts.brokenHint}</p>`;
  }
}

/** The complete page for a new password. */
export function resetPage(language: Language, view: ResetView): string {
  const token = view.kind === 'form' ? view.token : null;
  const others = languages
    .filter((one) => one !== language)
    .map(
      (one) =>
        html`<a href="${addressOf(one, token)}" lang="${one}" hreflang="${one}">${names[one]}</a>`,
    );
  return `${html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${resetTexts[language].title} – MyTone</title>`}
<style>${style}</style>
</head>
<body>
<main>
${contentOf(language, view)}
<nav>${others.join('\n')}</nav>
</main>
</body>
</html>
`;
}
