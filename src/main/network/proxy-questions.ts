import type { ProxyAnswer, ProxyQuestion } from '@mytone/shared/proxy.ts';

/** The proxy's question that the user sees, at most one at a time. Answers are not kept. */
export interface ProxyQuestions {
  /** The open question; null if there is none. */
  get(): ProxyQuestion | null;
  /** Calls `listener` when a question comes, and with null once it is answered. */
  onChange(listener: (question: ProxyQuestion | null) => void): void;
  /** Shows a question. Without a window it waits until there is one. */
  ask(question: Omit<ProxyQuestion, 'id'>): Promise<ProxyAnswer>;
  /** The user's answer; ignored if there is no question. */
  answer(answer: ProxyAnswer): void;
}

export function createProxyQuestions(): ProxyQuestions {
  let lastId = 0;
  const listeners: ((question: ProxyQuestion | null) => void)[] = [];
  let open: { question: ProxyQuestion; resolve: (answer: ProxyAnswer) => void } | null = null;

  function show(next: typeof open): void {
    open = next;
    for (const listener of listeners) {
      listener(next?.question ?? null);
    }
  }

  return {
    get: () => open?.question ?? null,
    onChange: (listener) => void listeners.push(listener),
    ask: (question) =>
      new Promise((resolve) => {
        lastId += 1;
        show({ question: { ...question, id: lastId }, resolve });
      }),
    answer(answer) {
      if (open === null) {
        return;
      }
      const { resolve } = open;
      show(null);
      resolve(answer);
    },
  };
}
