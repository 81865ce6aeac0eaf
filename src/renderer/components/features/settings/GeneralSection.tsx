import { languages } from '@mytone/shared/languages.ts';
import { type Preferences, zoomSteps } from '@mytone/shared/preferences.ts';
import { themes } from '@mytone/shared/themes.ts';
import { useId } from 'react';
import { languageNames } from '../../../i18n/language-names.ts';
import { useSettingsText } from '../../../i18n/settings/use-settings-text.ts';
import { useSpeech } from '../../../i18n/speech.ts';
import { useApp, useAppState, useCommand } from '../../../store/app-context.ts';
import { Icon } from '../../primitives/icon/Icon.tsx';
import { moreIcons } from '../../primitives/icon/more-icons.ts';
import { keyName } from './key-names.ts';

interface ChoiceProps {
  readonly preferences: Preferences;
  readonly choose: (choice: Partial<Preferences>) => void;
}

/** Language, theme and text size; each choice takes effect at once. */
export function GeneralSection() {
  const { bridge } = useApp();
  const run = useCommand();
  const preferences = useAppState((state) => state.preferences);
  if (preferences === null) {
    return null;
  }
  const choose = (choice: Partial<Preferences>) =>
    void run(() => bridge.setPreferences({ ...preferences, ...choice }));
  return (
    <div className="settings-panel">
      <LanguageChoice preferences={preferences} choose={choose} />
      <ThemeChoice preferences={preferences} choose={choose} />
      <TextSizeChoice preferences={preferences} choose={choose} />
    </div>
  );
}

function LanguageChoice({ preferences, choose }: ChoiceProps) {
  const t = useSettingsText();
  const id = useId();
  return (
    <div className="choice">
      <label htmlFor={id}>{t('general.language')}</label>
      <div className="select">
        <select
          id={id}
          value={preferences.language}
          onChange={({ target }) => {
            const language = languages.find((known) => known === target.value);
            if (language) {
              choose({ language });
            }
          }}
        >
          {languages.map((language) => (
            <option key={language} value={language} lang={language}>
              {languageNames[language]}
            </option>
          ))}
        </select>
        <Icon shape={moreIcons.chevron} />
      </div>
    </div>
  );
}

function ThemeChoice({ preferences, choose }: ChoiceProps) {
  const t = useSettingsText();
  const name = useId();
  return (
    <fieldset className="choice">
      <legend>{t('general.theme')}</legend>
      <div className="segments">
        {themes.map((theme) => (
          <label key={theme}>
            <input
              type="radio"
              name={name}
              checked={preferences.theme === theme}
              onChange={() => choose({ theme })}
            />
            <span>{t(`themes.${theme}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function TextSizeChoice({ preferences, choose }: ChoiceProps) {
  const t = useSettingsText();
  const { locale } = useSpeech();
  const system = useAppState(({ appInfo }) => appInfo?.system ?? 'linux');
  const id = useId();
  const { zoom } = preferences;
  const sizes = [...new Set([...zoomSteps, zoom])].toSorted((one, other) => one - other);
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  return (
    <div className="choice">
      <label htmlFor={id}>{t('general.textSize')}</label>
      <div className="select">
        <select
          id={id}
          value={zoom}
          aria-describedby={`${id}-hint`}
          onChange={({ target }) => choose({ zoom: Number(target.value) })}
        >
          {sizes.map((size) => (
            <option key={size} value={size}>
              {percent.format(size / 100)}
            </option>
          ))}
        </select>
        <Icon shape={moreIcons.chevron} />
      </div>
      <p className="detail" id={`${id}-hint`}>
        {t('general.textSizeHint', { control: keyName(t, system, 'CommandOrControl') })}
      </p>
    </div>
  );
}
