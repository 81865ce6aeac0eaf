import { useRef, useState } from 'react';
import { useFullText } from '../../../i18n/speech.ts';
import { AccountSection } from './AccountSection.tsx';
import { DeleteAccountDialog } from './DeleteAccountDialog.tsx';

/** Opens the question whether to delete the account. */
export function DeleteAccountSection({ obstacleId }: { readonly obstacleId: string | undefined }) {
  const t = useFullText();
  const [isOpen, setIsOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  return (
    <AccountSection heading={t('account.deleteAccount')} lead={t('account.deleteLead')} isDangerous>
      <button
        ref={opener}
        type="button"
        className="button button-danger"
        aria-disabled={obstacleId !== undefined}
        aria-describedby={obstacleId}
        data-blocked={obstacleId !== undefined}
        onClick={() => setIsOpen(obstacleId === undefined)}
      >
        {t('account.openDelete')}
      </button>
      {isOpen && (
        <DeleteAccountDialog
          onClose={() => {
            setIsOpen(false);
            opener.current?.focus();
          }}
        />
      )}
    </AccountSection>
  );
}
