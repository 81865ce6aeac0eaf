import { longestField } from '@mytone/shared/account/field-limits.ts';
import type { ProxyAnswer, ProxyQuestion } from '@mytone/shared/proxy.ts';
import { type SubmitEvent, useEffect, useId, useRef, useState } from 'react';
import { isolate } from '../../../i18n/order.ts';
import { useFullText } from '../../../i18n/speech.ts';
import { Notice } from '../../primitives/Notice.tsx';
import { PasswordField } from '../../primitives/PasswordField.tsx';
import { TextField } from '../../primitives/TextField.tsx';
import '../../../styles/on-demand/dialog.css';

interface Props {
  readonly question: ProxyQuestion;
  /** Null if the user does not want to sign in. */
  readonly onAnswer: (answer: ProxyAnswer) => void;
}

/** Asks once: main closes the dialog when it has the answer, and opens another for the next question. */
export function ProxySignIn({ question: { host, port, realm, isRepeated }, onAnswer }: Props) {
  const t = useFullText();
  const headingId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [isUsernameMissing, setIsUsernameMissing] = useState(false);
  const [isPasswordShown, setIsPasswordShown] = useState(false);
  const isAnswered = useRef(false);

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  const answerOnce = (answer: ProxyAnswer) => {
    if (!isAnswered.current) {
      isAnswered.current = true;
      onAnswer(answer);
    }
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const username = typedInto(event.currentTarget, 'username');
    if (username === '') {
      setIsUsernameMissing(true);
      event.currentTarget.querySelector('input')?.focus();
      return;
    }
    answerOnce({ username, password: typedInto(event.currentTarget, 'password') });
  };

  return (
    <dialog
      className="dialog"
      ref={dialog}
      onClose={() => answerOnce(null)}
      aria-labelledby={headingId}
    >
      <h2 id={headingId}>{t('proxy.heading')}</h2>
      <p>{t('proxy.lead', { proxy: `${host}:${port}` })}</p>
      {realm !== '' && <p className="detail">{t('proxy.realm', { realm: isolate(realm) })}</p>}
      {isRepeated && <Notice tone="error">{t('proxy.notAccepted')}</Notice>}
      <form className="form" noValidate onSubmit={submit}>
        <TextField
          name="username"
          maxLength={longestField}
          label={t('proxy.username')}
          problem={isUsernameMissing ? t('fieldProblems.required') : undefined}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
        />
        <PasswordField
          name="password"
          maxLength={longestField}
          label={t('password.label')}
          problem={undefined}
          required={false}
          autoComplete="off"
          isShown={isPasswordShown}
          onShow={setIsPasswordShown}
        />
        <p className="detail">{t('proxy.detail')}</p>
        <div className="actions">
          <button
            type="button"
            className="button button-secondary"
            onClick={() => dialog.current?.close()}
          >
            {t('form.cancel')}
          </button>
          <button type="submit" className="button button-primary">
            {t('proxy.submit')}
          </button>
        </div>
      </form>
    </dialog>
  );
}

function typedInto(form: HTMLFormElement, name: string): string {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement ? field.value : '';
}
