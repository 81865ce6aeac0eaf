import { useSettingsText } from '../../../i18n/settings/use-settings-text.ts';
import { useAppState } from '../../../store/app-context.ts';
import { Fact } from '../../primitives/Fact.tsx';

/** What is stored where, in one paragraph. */
export function PrivacySection() {
  const t = useSettingsText();
  const info = useAppState((state) => state.appInfo);
  if (info === null) {
    return null;
  }
  return (
    <div className="settings-panel">
      <p>{t('privacy.text')}</p>
      <dl>
        <Fact term={t('privacy.folder')}>
          <bdi>{info.profileFolder}</bdi>
        </Fact>
        <Fact term={t('privacy.server')}>{info.apiOrigin}</Fact>
      </dl>
    </div>
  );
}
