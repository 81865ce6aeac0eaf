/**
 * Moves the focus to the first field that has a problem, if any, in the order of the screen: for names
 * in Chinese it is not the order of the form's code.
 * @param problems by the fields' names
 */
export function focusFirstProblem(form: HTMLFormElement, problems: object): void {
  for (const input of form.elements) {
    if (input instanceof HTMLInputElement && Reflect.get(problems, input.name) !== undefined) {
      input.focus();
      return;
    }
  }
}
