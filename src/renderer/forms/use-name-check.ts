import type { NameCheck, UniqueField } from '@mytone/shared/account/name-check.ts';
import { useEffect, useState } from 'react';
import { useApp } from '../store/app-context.ts';
import { settle } from '../store/settle.ts';

/** A pause in typing that is worth a question, in milliseconds. */
const pauseMs = 600;

/**
 * Whether `value` is still to be had, as far as the API says: asked when typing pauses, and never
 * about a value that is not complete. An older answer than the value is `unknown`, and so is
 * whatever went wrong: sign-up itself will say.
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
      const answer = await settle<NameCheck, never>(bridge.checkName({ field, value }));
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
