/**
 * Writes a log line for events that the operator should look at. The event itself is a row of
 * "SECURITY_EVENTS".
 */
export interface SecurityLog {
  tokenReplayed(event: { readonly sessionId: string; readonly userId: number }): void;
}
