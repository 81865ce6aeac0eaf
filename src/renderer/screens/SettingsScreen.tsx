import { type SettingsSection, settingsSections } from '@mytone/shared/settings/sections.ts';
import { Suspense, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { FaultBar } from '../components/features/frame/FaultBar.tsx';
import { AboutSection } from '../components/features/settings/AboutSection.tsx';
import { GeneralSection } from '../components/features/settings/GeneralSection.tsx';
import { KeychainSection } from '../components/features/settings/KeychainSection.tsx';
import { LogSection } from '../components/features/settings/LogSection.tsx';
import { PrivacySection } from '../components/features/settings/PrivacySection.tsx';
import { ShortcutsSection } from '../components/features/settings/ShortcutsSection.tsx';
import { IconButton } from '../components/primitives/IconButton.tsx';
import { Icon, type Shape } from '../components/primitives/icon/Icon.tsx';
import { icons } from '../components/primitives/icon/icons.ts';
import { moreIcons } from '../components/primitives/icon/more-icons.ts';
import { useDocumentTitle } from '../hooks/use-document-title.ts';
import { useSettingsText } from '../i18n/settings/use-settings-text.ts';
import { useApp } from '../store/app-context.ts';
import '../styles/on-demand/settings.css';

const shapes = {
  general: icons.settings,
  shortcuts: moreIcons.keyboard,
  keychain: moreIcons.key,
  log: moreIcons.document,
  privacy: moreIcons.shield,
  about: icons.info,
} as const satisfies Record<SettingsSection, Shape>;

const contents = {
  general: GeneralSection,
  shortcuts: ShortcutsSection,
  keychain: KeychainSection,
  log: LogSection,
  privacy: PrivacySection,
  about: AboutSection,
} as const satisfies Record<SettingsSection, () => React.ReactNode>;

/**
 * The settings, above the current screen, which keeps what was typed into it. A modal dialog, so that
 * Escape closes it and the focus returns to where it was. It opens with the focus on the section's heading.
 */
export function SettingsScreen({ section }: { readonly section: SettingsSection }) {
  const t = useSettingsText();
  const { store } = useApp();
  const headingId = useId();
  const sectionId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useDocumentTitle(t('title'));
  useLayoutEffect(() => dialog.current?.showModal(), []);

  const Content = contents[section];
  return (
    <dialog
      className="settings"
      ref={dialog}
      aria-labelledby={headingId}
      onClose={() => store.setState({ settings: null })}
    >
      <header className="settings-header">
        <h1 id={headingId}>{t('title')}</h1>
        <IconButton icon={icons.close} label={t('close')} onClick={() => dialog.current?.close()} />
      </header>
      <nav className="settings-nav" aria-labelledby={headingId}>
        {settingsSections.map((name) => (
          <button
            key={name}
            type="button"
            aria-current={name === section ? 'page' : undefined}
            onClick={() => store.setState({ settings: name })}
          >
            <Icon shape={shapes[name]} />
            {t(`sections.${name}`)}
          </button>
        ))}
      </nav>
      <section className="settings-content" aria-labelledby={sectionId}>
        <SectionHeading key={section} id={sectionId} text={t(`sections.${section}`)} />
        {/* Without it the whole dialog, and the focus in it, would be hidden while texts are loaded. */}
        <Suspense>
          <Content />
        </Suspense>
      </section>
      <FaultBar />
    </dialog>
  );
}

/**
 * Takes the focus when its section is opened, so that it is not on the close button, nor lost with what
 * was shown before; but not from the list of sections, where the next one may be chosen.
 */
function SectionHeading({ id, text }: { readonly id: string; readonly text: string }) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement?.getAttribute('aria-current') !== 'page') {
      ref.current?.focus();
    }
  }, []);
  return (
    <h2 id={id} ref={ref} tabIndex={-1}>
      {text}
    </h2>
  );
}
