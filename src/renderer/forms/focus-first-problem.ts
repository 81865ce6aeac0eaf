/**
 * Moves the focus to the first field that has a problem, if any, in the order of the screen: for names
 * in Chinese it is not the order of the form's code. A hidden password is selected, so that typing
 * replaces it: it cannot be corrected unseen.
 * @param problems by the fields' names
 */
export function focusFirstProblem(form: HTMLFormElement, problems: object): void {
  for (const input of form.elements) {
    if (input instanceof HTMLInputElement && Reflect.get(problems, input.name) !== undefined) {
      input.focus();
      if (input.type === 'password') {
        input.select();
      }
      return;
    }
  }
}
