import type { Language } from '@mytone/shared/languages.ts';
import { languageNames } from '../../../i18n/language-names.ts';
import { traditionalChinese } from '../../../i18n/traditional-chinese.ts';
import { useApp, useAppState, useCommand } from '../../../store/app-context.ts';
import '../../../styles/on-demand/language-question.css';

const offered = ['zh', 'en', 'fr'] as const satisfies readonly Language[];

/**
 * Asks a reader of Traditional Chinese once which language they prefer, because MyTone has no texts in
 * Traditional Chinese. Any choice is stored, and the question is not asked again.
 */
export function LanguageQuestion() {
  const { bridge, store } = useApp();
  const run = useCommand();
  const preferences = useAppState((state) => state.preferences);
  if (preferences === null) {
    return null;
  }
  const choose = (language: Language) => {
    store.setState(({ appInfo }) => ({
      appInfo: appInfo && { ...appInfo, asksForLanguage: false },
    }));
    void run(() => bridge.setPreferences({ ...preferences, language }));
  };
  return (
    <section className="language-question" lang="zh-Hant" aria-label={traditionalChinese.label}>
      <p>{traditionalChinese.question}</p>
      <div className="actions">
        {offered.map((language) => (
          <button
            key={language}
            type="button"
            className="button button-secondary button-small"
            lang={language === 'zh' ? 'zh-Hans' : language}
            onClick={() => choose(language)}
          >
            {languageNames[language]}
          </button>
        ))}
      </div>
    </section>
  );
}
