/**
 * Why the server can't start, for the person who starts it: the message is one line that says
 * what is wrong and what to do. The only error whose text is shown as it is.
 */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}
