import { zodResolver } from '@hookform/resolvers/zod';
import { signInInputSchema } from '@mytone/shared/inputs.ts';

/** Validates the sign-in form. Loaded when there is something to validate. */
export const signInResolver = zodResolver(signInInputSchema);
