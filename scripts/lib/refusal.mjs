/** Something the user can put right: the message is one line that says what is wrong and what to do. */
export class Refusal extends Error {}
