import type { Bridge } from '@mytone/shared/bridge/bridge.ts';
import type { BridgeFailure } from '@mytone/shared/failures.ts';
import type { Result } from '@mytone/shared/result.ts';
import type { AppInfo } from '@mytone/shared/settings/app-info.ts';
import { answerOf } from './answer-of.ts';
import { acceptAuthState, acceptPasswordReset, type RendererStore } from './renderer-store.ts';

type Source = Pick<
  Bridge,
  | 'onAuthState'
  | 'onPasswordReset'
  | 'onAccountOffer'
  | 'onPreferences'
  | 'onSettingsWanted'
  | 'onProxyQuestion'
  | 'onUpdateState'
  | 'getAuthState'
  | 'getPasswordReset'
  | 'getAccountOffer'
  | 'getPreferences'
  | 'getProxyQuestion'
  | 'getUpdateState'
  | 'getAppInfo'
>;

interface Followed<Value> {
  readonly subscribe: (listener: (value: Value) => void) => () => void;
  readonly read: () => Promise<Result<Value, BridgeFailure>>;
  readonly accept: (value: Value) => void;
}

/** Subscribes before it reads, and ignores a snapshot that is older than a push. */
function follow<Value>(
  store: RendererStore,
  { subscribe, read, accept }: Followed<Value>,
): () => void {
  let isPushed = false;
  const stop = subscribe((value) => {
    isPushed = true;
    accept(value);
  });
  void answerOf<Value, never>(read()).then((snapshot) => {
    if (isPushed) {
      return;
    }
    if (snapshot.ok) {
      accept(snapshot.value);
    } else {
      store.setState({ fault: snapshot.error.code });
    }
  });
  return stop;
}

/** Keeps the store in sync with main; returns a function that stops it. */
export function connectStore(bridge: Source, store: RendererStore): () => void {
  const stops = [
    follow(store, {
      subscribe: bridge.onAuthState,
      read: bridge.getAuthState,
      accept: (auth) => acceptAuthState(store, auth),
    }),
    follow(store, {
      subscribe: bridge.onPasswordReset,
      read: bridge.getPasswordReset,
      accept: (reset) => acceptPasswordReset(store, reset),
    }),
    follow(store, {
      subscribe: bridge.onAccountOffer,
      read: bridge.getAccountOffer,
      accept: (accountOffer) => store.setState({ accountOffer }),
    }),
    follow(store, {
      subscribe: bridge.onPreferences,
      read: bridge.getPreferences,
      accept: (preferences) => store.setState({ preferences }),
    }),
    follow(store, {
      subscribe: bridge.onProxyQuestion,
      read: bridge.getProxyQuestion,
      accept: (proxyQuestion) => store.setState({ proxyQuestion }),
    }),
    bridge.onSettingsWanted((settings) => store.setState({ settings })),
    follow(store, {
      subscribe: bridge.onUpdateState,
      read: bridge.getUpdateState,
      accept: (update) => store.setState({ update }),
    }),
  ];
  void answerOf<AppInfo, never>(bridge.getAppInfo()).then((info) => {
    if (info.ok) {
      store.setState({ appInfo: info.value });
    } else {
      store.setState({ fault: info.error.code });
    }
  });
  return () => {
    for (const stop of stops) {
      stop();
    }
  };
}
