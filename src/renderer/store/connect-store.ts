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
  readonly report: (failure: BridgeFailure) => void;
}

/** Subscribes before it reads, and ignores a snapshot that is older than a push. */
function follow<Value>({ subscribe, read, accept, report }: Followed<Value>): () => void {
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
      report(snapshot.error);
    }
  });
  return stop;
}

/** Keeps the store in sync with main; returns a function that stops it. */
export function connectStore(bridge: Source, store: RendererStore): () => void {
  const report = ({ code }: BridgeFailure) => store.setState({ fault: code });
  const stopAuthState = follow({
    subscribe: bridge.onAuthState,
    read: bridge.getAuthState,
    accept: (auth) => acceptAuthState(store, auth),
    report,
  });
  const stopPasswordReset = follow({
    subscribe: bridge.onPasswordReset,
    read: bridge.getPasswordReset,
    accept: (reset) => acceptPasswordReset(store, reset),
    report,
  });
  const stopAccountOffer = follow({
    subscribe: bridge.onAccountOffer,
    read: bridge.getAccountOffer,
    accept: (accountOffer) => store.setState({ accountOffer }),
    report,
  });
  const stopPreferences = follow({
    subscribe: bridge.onPreferences,
    read: bridge.getPreferences,
    accept: (preferences) => store.setState({ preferences }),
    report,
  });
  const stopProxyQuestion = follow({
    subscribe: bridge.onProxyQuestion,
    read: bridge.getProxyQuestion,
    accept: (proxyQuestion) => store.setState({ proxyQuestion }),
    report,
  });
  const stopSettings = bridge.onSettingsWanted((settings) => store.setState({ settings }));
  const stopUpdate = follow({
    subscribe: bridge.onUpdateState,
    read: bridge.getUpdateState,
    accept: (update) => store.setState({ update }),
    report,
  });
  void answerOf<AppInfo, never>(bridge.getAppInfo()).then((info) => {
    if (info.ok) {
      store.setState({ appInfo: info.value });
    } else {
      report(info.error);
    }
  });
  return () => {
    stopAuthState();
    stopPasswordReset();
    stopAccountOffer();
    stopPreferences();
    stopSettings();
    stopProxyQuestion();
    stopUpdate();
  };
}
