import type { Bridge } from '@mytone/shared/bridge/bridge.ts';
import type { BridgeFailure } from '@mytone/shared/failures.ts';
import type { Result } from '@mytone/shared/result.ts';
import { createContext, useCallback, useContext } from 'react';
import { useStore } from 'zustand';
import { answerOf } from './answer-of.ts';
import type { RendererState, RendererStore } from './renderer-store.ts';

/** The dependencies of `App`: main through the bridge, and the renderer's store. */
interface AppServices {
  readonly bridge: Bridge;
  readonly store: RendererStore;
}

/** Commands that change the session. Components call them through `useAuth()`. */
type SessionCommand = 'signIn' | 'signUp' | 'cancelSignIn' | 'signOut' | 'retry';

export const AppContext = createContext<AppServices | null>(null);

/** All dependencies of `App`, for the hooks of this folder; only inside `App`. */
export function useServices(): AppServices {
  const services = useContext(AppContext);
  if (services === null) {
    throw new Error('useServices is for components inside App');
  }
  return services;
}

/** The store, and the bridge without the commands of the session; only inside `App`. */
export function useApp(): { bridge: Omit<Bridge, SessionCommand>; store: RendererStore } {
  return useServices();
}

/** A part of the store's state; the component renders again when it changes. */
export function useAppState<Part>(select: (state: RendererState) => Part): Part {
  return useStore(useApp().store, select);
}

/**
 * Runs a command whose failure no screen handles: the failure is shown above the screen. Resolves when
 * the command has answered; never rejects.
 */
export function useCommand(): (call: () => Promise<Result<null, BridgeFailure>>) => Promise<void> {
  const { store } = useApp();
  return useCallback(
    async (call) => {
      const answer = await answerOf<null, never>(call());
      if (!answer.ok) {
        store.setState({ fault: answer.error.code });
      }
    },
    [store],
  );
}
