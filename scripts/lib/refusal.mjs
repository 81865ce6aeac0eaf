/** A problem that the user can fix: the message says in one line what is wrong and what to do. */
export class Refusal extends Error {}
