import { useFullText } from '../../../i18n/speech.ts';
import { Icon } from '../../primitives/icon/Icon.tsx';
import { icons } from '../../primitives/icon/icons.ts';
import '../../../styles/on-demand/emblem.css';

/** Says why the account screen is empty: the API offers no changes. */
export function NothingOffered() {
  const t = useFullText();
  return (
    <>
      <span className="emblem">
        <Icon shape={icons.info} />
      </span>
      <h2>{t('account.notOfferedHeading')}</h2>
      <p className="lead">{t('account.notOffered')}</p>
    </>
  );
}
