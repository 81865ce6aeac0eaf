import { useState } from 'react';
import { useFullText } from '../../../i18n/speech.ts';
import { useAppState } from '../../../store/app-context.ts';
import { type CopyOutcome, copyText } from '../../primitives/copy-text.ts';
import { Icon } from '../../primitives/icon/Icon.tsx';
import { moreIcons } from '../../primitives/icon/more-icons.ts';

/**
 * Copies what support needs to know about a failure: its code, when it was shown, and this copy's
 * version. Nothing about the person.
 * @param code a closed code, such as `unreachable/server`
 */
export function CopyDetails({ code }: { readonly code: string }) {
  const t = useFullText();
  const info = useAppState(({ appInfo }) => appInfo);
  const [at] = useState(() => new Date().toISOString());
  const [outcome, setOutcome] = useState<CopyOutcome | null>(null);
  const copy = () => {
    const version = info === null ? 'MyTone' : `MyTone ${info.version} (${info.system})`;
    setOutcome(copyText([version, at, code].join('\n')));
  };
  return (
    <div className="actions">
      <button type="button" className="text-button" onClick={copy}>
        <Icon shape={moreIcons.copy} />
        {t('details.copy')}
      </button>
      <p className="detail" role="status">
        {outcome && t(`details.${outcome}`)}
      </p>
    </div>
  );
}
