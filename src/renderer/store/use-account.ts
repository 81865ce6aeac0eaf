import type { AccountFeature, AccountSession } from '@mytone/shared/account/account.ts';
import type { Bridge } from '@mytone/shared/bridge/bridge.ts';
import type { AccountFailure, BridgeFailure } from '@mytone/shared/failures.ts';
import type { Result } from '@mytone/shared/result.ts';
import { useMemo } from 'react';
import { answerOf } from './answer-of.ts';
import { useApp, useAppState } from './app-context.ts';

type AccountAnswer<Value = null> = Promise<Result<Value, AccountFailure | BridgeFailure>>;

/** The commands for the user's own account; each resolves with main's answer and never rejects. */
export interface AccountActions {
  readonly changeProfile: (...input: Parameters<Bridge['changeProfile']>) => AccountAnswer;
  readonly changePassword: (...input: Parameters<Bridge['changePassword']>) => AccountAnswer;
  readonly getSessions: () => AccountAnswer<readonly AccountSession[]>;
  readonly endSession: (id: string) => AccountAnswer;
  readonly endOtherSessions: () => AccountAnswer;
  readonly deleteAccount: (...input: Parameters<Bridge['deleteAccount']>) => AccountAnswer;
}

/** The components' access to the user's own account; only inside `App`. */
export function useAccount(): AccountActions {
  const { bridge } = useApp();
  return useMemo(
    () => ({
      changeProfile: (input) => answerOf(bridge.changeProfile(input)),
      changePassword: (input) => answerOf(bridge.changePassword(input)),
      getSessions: () => answerOf(bridge.getSessions()),
      endSession: (id) => answerOf(bridge.endSession(id)),
      endOtherSessions: () => answerOf(bridge.endOtherSessions()),
      deleteAccount: (input) => answerOf(bridge.deleteAccount(input)),
    }),
    [bridge],
  );
}

/** Why the account cannot be changed now; null if it can. */
export type AccountObstacle = 'offline' | 'asking';

export interface Offered {
  readonly obstacle: AccountObstacle | null;
  /** Until the API has said what it offers, everything is shown but disabled. */
  readonly has: (feature: AccountFeature) => boolean;
}

/** What can be changed in the account, and why not. */
export function useOffered(): Offered {
  const offer = useAppState((state) => state.accountOffer);
  const isOffline = useAppState(({ auth }) => !('link' in auth) || auth.link.kind === 'offline');
  return useMemo(
    () => ({
      obstacle: isOffline ? 'offline' : offer.kind === 'unknown' ? 'asking' : null,
      has: (feature) => offer.kind === 'unknown' || offer.features.includes(feature),
    }),
    [offer, isOffline],
  );
}
