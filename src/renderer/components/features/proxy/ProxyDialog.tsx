import { lazy, Suspense } from 'react';
import { loadForm } from '../../../forms/load-form.ts';
import { useApp, useAppState, useCommand } from '../../../store/app-context.ts';

// Most people never see it.
const ProxySignIn = lazy(async () => {
  const form = await loadForm(() => import('./ProxySignIn.tsx'));
  return { default: form.ProxySignIn };
});

/** Shown over every screen while a proxy requires a sign-in. */
export function ProxyDialog() {
  const { bridge } = useApp();
  const run = useCommand();
  const question = useAppState((state) => state.proxyQuestion);
  return (
    question && (
      <Suspense>
        <ProxySignIn
          key={question.id}
          question={question}
          onAnswer={(answer) => void run(() => bridge.answerProxyQuestion(answer))}
        />
      </Suspense>
    )
  );
}
