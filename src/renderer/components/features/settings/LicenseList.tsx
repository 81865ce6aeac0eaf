import type { License } from '@mytone/shared/settings/licenses.ts';
import { useEffect, useId, useState } from 'react';
import { useSettingsText } from '../../../i18n/settings/use-settings-text.ts';
import { answerOf } from '../../../store/answer-of.ts';
import { useApp } from '../../../store/app-context.ts';

/** All third-party packages and fonts that ship, each with its full licence. */
export function LicenseList() {
  const t = useSettingsText();
  const licenses = useLicenses();
  const searchId = useId();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const found = licenses?.filter(({ name, identifier }) =>
    `${name} ${identifier}`.toLowerCase().includes(wanted),
  );
  return (
    <div className="settings-panel">
      <h3>{t('about.licenses')}</h3>
      <p>{t('about.licensesLead')}</p>
      <p className="detail">{t('about.chromium')}</p>
      <div className="choice">
        <label htmlFor={searchId}>{t('about.search')}</label>
        <input
          id={searchId}
          type="search"
          value={search}
          spellCheck={false}
          onChange={({ target }) => setSearch(target.value)}
        />
      </div>
      <p className="detail" role="status">
        {licenses?.length === 0 && t('about.noList')}
        {licenses && licenses.length > 0 && found?.length === 0 && t('about.noMatch')}
      </p>
      <ul className="licenses">
        {found?.map((license) => (
          <li key={`${license.name} ${license.version}`}>
            <LicenseEntry license={license} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A text is drawn only when it is opened: all of them are a hundred thousand characters. */
function LicenseEntry({ license }: { readonly license: License }) {
  const { name, version, identifier, text } = license;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>
        {name} <span className="detail">{`${version} · ${identifier}`}</span>
      </summary>
      {isOpen && (
        <pre lang="en" className="license-text">
          {text}
        </pre>
      )}
    </details>
  );
}

/** Null until main has answered. */
function useLicenses(): readonly License[] | null {
  const { bridge, store } = useApp();
  const [licenses, setLicenses] = useState<readonly License[] | null>(null);
  useEffect(() => {
    void answerOf<readonly License[], never>(bridge.getLicenses()).then((answer) => {
      if (answer.ok) {
        setLicenses(answer.value);
      } else {
        store.setState({ fault: answer.error.code });
      }
    });
  }, [bridge, store]);
  return licenses;
}
