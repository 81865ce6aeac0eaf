import { longestField } from '@mytone/shared/account/field-limits.ts';
import type { FieldProblem, FieldProblems } from '@mytone/shared/failures.ts';
import type { SignInInput } from '@mytone/shared/inputs.ts';
import { type ChangeEvent, type FocusEvent, useState } from 'react';
import { useText } from '../../i18n/speech.ts';
import type { Translate } from '../../i18n/translate.ts';
import { focusFirstProblem } from '../focus-first-problem.ts';
import { goesToOtherButton } from '../goes-to-other-button.ts';
import { type SignInField, signInFields, signInProblem } from './sign-in-form.ts';

/** The fields that were checked, each with its problem. */
type Checked = Readonly<Partial<Record<SignInField, FieldProblem | undefined>>>;

function problemText(t: Translate, problem: FieldProblem): string {
  return problem === 'too-long'
    ? t('fieldTooLong', { maximum: longestField })
    : t(`fieldProblems.${problem}`);
}

/**
 * The fields of the sign-in form. The inputs keep what is typed; only their problems are state. A field
 * is checked when it is left, and from then on while it is typed into; all are when the form is submitted.
 */
export function useSignInFields(isPending: boolean) {
  const t = useText();
  const [checked, setChecked] = useState<Checked>({});
  const [isSubmitted, setIsSubmitted] = useState(false);

  const check = (name: SignInField, entry: string) =>
    setChecked((before) => ({ ...before, [name]: signInProblem(name, entry) }));

  const show = (form: HTMLFormElement, problems: Checked) => {
    setChecked(problems);
    focusFirstProblem(form, problems);
  };

  // An empty field is not a problem before the form is submitted.
  const problemOf = (name: SignInField) => {
    const problem = checked[name];
    const isShown = problem !== undefined && (problem !== 'required' || isSubmitted);
    return isShown ? problemText(t, problem) : undefined;
  };

  return {
    /** The props of a field. */
    field: (name: SignInField) => ({
      name,
      readOnly: isPending,
      problem: problemOf(name),
      onChange: ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
        if (name in checked) {
          check(name, currentTarget.value);
        }
      },
      onBlur: (event: FocusEvent<HTMLInputElement>) => {
        if (!goesToOtherButton(event)) {
          check(name, event.currentTarget.value);
        }
      },
    }),
    /** Whether `typed` may be sent; if not, moves the focus to the first field with a problem. */
    accepts: (form: HTMLFormElement, typed: SignInInput): boolean => {
      const problems: Checked = Object.fromEntries(
        signInFields.map((name) => [name, signInProblem(name, typed[name])]),
      );
      setIsSubmitted(true);
      show(form, problems);
      return signInFields.every((name) => problems[name] === undefined);
    },
    /** Shows what the API refused, and moves the focus to the first such field. */
    showProblems: (form: HTMLFormElement, { login, password }: FieldProblems) =>
      show(form, { login, password }),
  };
}
