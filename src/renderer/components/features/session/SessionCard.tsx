import type { Link, TokenStorage } from '@mytone/shared/auth-state.ts';
import { useId } from 'react';
import { useText } from '../../../i18n/speech.ts';
import { useApp } from '../../../store/app-context.ts';
import { Fact } from '../../primitives/Fact.tsx';
import { Icon } from '../../primitives/icon/Icon.tsx';
import { moreIcons } from '../../primitives/icon/more-icons.ts';
import { LinkState } from './LinkState.tsx';

interface Props {
  readonly link: Link;
  readonly storage: TokenStorage;
}

/** The state of the session, where it is stored, and its log. */
export function SessionCard({ link, storage }: Props) {
  const t = useText();
  const headingId = useId();
  const { store } = useApp();
  return (
    <section className="card" aria-labelledby={headingId}>
      <h2 id={headingId}>{t('dashboard.session')}</h2>
      <dl>
        <Fact term={t('dashboard.state')}>
          <LinkState link={link} />
        </Fact>
        <Fact term={t('dashboard.storage')}>
          {t(storage === 'keychain' ? 'dashboard.storageKeychain' : 'dashboard.storageMemory')}
        </Fact>
      </dl>
      <div className="actions">
        <button
          type="button"
          className="button button-secondary"
          onClick={() => store.setState({ settings: 'keychain' })}
        >
          <Icon shape={moreIcons.key} />
          {t('settings.openKeychain')}
        </button>
        <button
          type="button"
          className="button button-secondary"
          onClick={() => store.setState({ settings: 'log' })}
        >
          <Icon shape={moreIcons.document} />
          {t('settings.openLog')}
        </button>
      </div>
    </section>
  );
}
