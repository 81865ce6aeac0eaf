import { languages } from '@mytone/shared/languages.ts';
import type { Preferences } from '@mytone/shared/preferences.ts';
import { themes } from '@mytone/shared/themes.ts';
import { useId } from 'react';
import { useText } from '../../../i18n/speech.ts';
import { useApp, useAppState, useCommand } from '../../../store/app-context.ts';
import { IconButton } from '../../primitives/IconButton.tsx';
import { LinkButton } from '../frame/LinkButton.tsx';

/** Each language in its own words, so that it is found by those who need it. */
const languageNames = {
  fr: 'Français',
  en: 'English',
  es: 'Español',
  it: 'Italiano',
  de: 'Deutsch',
  zh: '中文',
} as const satisfies Record<Preferences['language'], string>;

/** Language and theme, behind a button in the corner of every screen. */
export function PreferencesMenu() {
  const t = useText();
  const panelId = useId();
  const preferences = useAppState((state) => state.preferences);
  if (preferences === null) {
    return null;
  }
  return (
    <div className="preferences">
      <IconButton icon="settings" label={t('preferences.open')} popoverTarget={panelId} />
      <div className="preferences-panel" id={panelId} popover="auto">
        <h2>{t('preferences.open')}</h2>
        <LanguageChoice preferences={preferences} />
        <ThemeChoice preferences={preferences} />
        <About />
      </div>
    </div>
  );
}

interface ChoiceProps {
  readonly preferences: Preferences;
}

function LanguageChoice({ preferences }: ChoiceProps) {
  const t = useText();
  const { bridge } = useApp();
  const run = useCommand();
  const id = useId();
  return (
    <div className="choice">
      <label htmlFor={id}>{t('preferences.language')}</label>
      <select
        id={id}
        value={preferences.language}
        onChange={({ target }) => {
          const language = languages.find((known) => known === target.value);
          if (language) {
            void run(() => bridge.setPreferences({ ...preferences, language }));
          }
        }}
      >
        {languages.map((language) => (
          <option key={language} value={language} lang={language}>
            {languageNames[language]}
          </option>
        ))}
      </select>
    </div>
  );
}

function ThemeChoice({ preferences }: ChoiceProps) {
  const t = useText();
  const { bridge } = useApp();
  const run = useCommand();
  const name = useId();
  return (
    <fieldset className="choice">
      <legend>{t('preferences.theme')}</legend>
      <div className="segments">
        {themes.map((theme) => (
          <label key={theme}>
            <input
              type="radio"
              name={name}
              checked={preferences.theme === theme}
              onChange={() => run(() => bridge.setPreferences({ ...preferences, theme }))}
            />
            <span>{t(`themes.${theme}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function About() {
  const t = useText();
  const info = useAppState((state) => state.appInfo);
  return (
    <div className="about">
      {info && (
        <p>
          {t('preferences.version', { version: info.version })}
          <br />
          {t('preferences.server', { origin: info.apiOrigin })}
        </p>
      )}
      <LinkButton link="service" label={t('preferences.openServer')} />
    </div>
  );
}
