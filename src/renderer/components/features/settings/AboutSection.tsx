import { useSettingsText } from '../../../i18n/settings/use-settings-text.ts';
import { useAppState } from '../../../store/app-context.ts';
import { Fact } from '../../primitives/Fact.tsx';
import { Wordmark } from '../../primitives/Logo.tsx';
import { LinkButton } from '../frame/LinkButton.tsx';
import { UpdateSection } from '../updates/UpdateSection.tsx';
import { LicenseList } from './LicenseList.tsx';

/** This copy: its version, what it runs on, and the licences of what it contains. */
export function AboutSection() {
  const t = useSettingsText();
  const info = useAppState((state) => state.appInfo);
  if (info === null) {
    return null;
  }
  return (
    <>
      <div className="settings-panel">
        <Wordmark />
        <p>{t('about.version', { version: info.version })}</p>
        <UpdateSection />
        <dl>
          {info.runtime.map(({ name, version }) => (
            <Fact key={name} term={name}>
              {version}
            </Fact>
          ))}
          <Fact term={t('privacy.server')}>
            {info.apiOrigin}
            <LinkButton link="service" label={t('about.openServer')} />
          </Fact>
        </dl>
      </div>
      <LicenseList />
    </>
  );
}
