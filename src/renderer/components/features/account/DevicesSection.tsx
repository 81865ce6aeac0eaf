import type { AccountSession } from '@mytone/shared/account/account.ts';
import type { AccountFailure, BridgeFailure } from '@mytone/shared/failures.ts';
import type { Result } from '@mytone/shared/result.ts';
import { useEffect, useRef, useState } from 'react';
import { useOneAtATime } from '../../../hooks/use-one-at-a-time.ts';
import { useReportPending } from '../../../hooks/use-report-pending.ts';
import { clientName } from '../../../i18n/client-name.ts';
import { useFullText } from '../../../i18n/speech.ts';
import { useAccount } from '../../../store/use-account.ts';
import { FormFailure } from '../sign-in/FormFailure.tsx';
import { AccountSection } from './AccountSection.tsx';
import { Device } from './Device.tsx';

interface Props {
  readonly obstacleId: string | undefined;
  readonly onPending: (isPending: boolean) => void;
  readonly canEndOne: boolean;
  readonly canEndOthers: boolean;
}

type Failure = AccountFailure | BridgeFailure;
type Found = Result<readonly AccountSession[], Failure>;

/** This device first; the API sorts the others by their last use. */
function inOrder(sessions: readonly AccountSession[]): readonly AccountSession[] {
  return sessions.toSorted((one, other) => Number(other.isCurrent) - Number(one.isCurrent));
}

/** The devices that are signed in to the account, this one first, with buttons to sign the others out. */
export function DevicesSection({ obstacleId, onPending, canEndOne, canEndOthers }: Props) {
  const t = useFullText();
  const { getSessions, endSession, endOtherSessions } = useAccount();
  const [sessions, setSessions] = useState<readonly AccountSession[] | null>(null);
  const [found, setFound] = useState<Found | null>(null);
  // The last list stays on the screen if the latest answer is a failure.
  if (found?.ok && found.value !== sessions) {
    setSessions(found.value);
  }
  const failure = found === null || found.ok ? null : found.error;
  const [ending, setEnding] = useState<string | null>(null);
  const heading = useRef<HTMLDivElement>(null);
  const isBlocked = obstacleId !== undefined;
  useReportPending(ending !== null, onPending);

  useEffect(() => {
    if (isBlocked) {
      return;
    }
    let isWanted = true;
    void getSessions().then((answer) => isWanted && setFound(answer));
    return () => {
      isWanted = false;
    };
  }, [isBlocked, getSessions]);

  /** Ends sessions, then shows the remaining ones; the pressed button may have been removed. */
  const { run } = useOneAtATime(async (name: string, ask: () => Promise<Result<null, Failure>>) => {
    setEnding(name);
    const ended = await ask();
    setFound(ended.ok ? await getSessions() : ended);
    setEnding(null);
    heading.current?.focus();
  });
  const end = (name: string, ask: () => Promise<Result<null, Failure>>) => {
    if (!isBlocked) {
      void run(name, ask);
    }
  };
  const { run: load } = useOneAtATime(async () => setFound(await getSessions()));

  const others = sessions?.filter(({ isCurrent }) => !isCurrent) ?? [];
  return (
    <AccountSection heading={t('account.devices')} lead={t('account.devicesLead')}>
      <div className="devices" ref={heading} tabIndex={-1} aria-busy={ending !== null}>
        {sessions === null && failure === null && (
          <p className="detail" role="status">
            {t(isBlocked ? 'account.devicesBlocked' : 'account.loadingDevices')}
          </p>
        )}
        <ul>
          {inOrder(sessions ?? []).map((session) => (
            <Device
              key={session.id}
              session={session}
              name={clientName(t, session.client)}
              obstacleId={obstacleId}
              isEnding={ending === session.id}
              {...(canEndOne && {
                onEnd: () => end(session.id, () => endSession(session.id)),
              })}
            />
          ))}
        </ul>
        <FormFailure failure={failure} fields={[]} />
      </div>
      {failure !== null && sessions === null && (
        <button type="button" className="button button-secondary" onClick={() => void load()}>
          {t('account.loadAgain')}
        </button>
      )}
      {canEndOthers && (others.length > 0 || (isBlocked && sessions === null)) && (
        <button
          type="button"
          className="button button-secondary"
          aria-disabled={isBlocked || ending !== null}
          aria-describedby={obstacleId}
          data-blocked={isBlocked}
          onClick={() => end('others', endOtherSessions)}
        >
          {t('account.endOtherSessions')}
        </button>
      )}
    </AccountSection>
  );
}
