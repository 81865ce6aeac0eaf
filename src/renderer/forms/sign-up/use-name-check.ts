import type { NameCheck, UniqueField } from '@mytone/shared/account/name-check.ts';
import { useEffect, useState } from 'react';
import { answerOf } from '../../store/answer-of.ts';
import { useApp } from '../../store/app-context.ts';

/** How long typing must pause before the API is asked, in milliseconds. */
const pauseMs = 600;

/**
 * Whether `value` is still available according to the API, which is asked when typing pauses, and only
 * about a complete value. The result is `unknown` if the answer is for an older value or the request
 * failed: sign-up itself will report a taken name.
 */
export function useNameCheck(field: UniqueField, value: string, isComplete: boolean): NameCheck {
  const { bridge } = useApp();
  const [known, setKnown] = useState<{ value: string; outcome: NameCheck } | null>(null);
  useEffect(() => {
    if (!isComplete) {
      return;
    }
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const answer = await answerOf<NameCheck, never>(bridge.checkName({ field, value }));
      if (isCurrent && answer.ok) {
        setKnown({ value, outcome: answer.value });
      }
    }, pauseMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [bridge, field, value, isComplete]);
  return known?.value === value && isComplete ? known.outcome : 'unknown';
}
