/**
 * Why the server cannot start: one line for the operator that says what is wrong and what to do.
 * The only error whose message is shown unchanged.
 */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}
