import type { User } from '@mytone/shared/user.ts';
import { personName } from '../../i18n/order.ts';
import { useSpeech } from '../../i18n/speech.ts';

/** A person's full name; isolated, so that its writing direction does not affect the text around it. */
export function PersonName({ user }: { readonly user: Pick<User, 'name' | 'surname'> }) {
  const { language } = useSpeech();
  return <bdi>{personName(language, user)}</bdi>;
}
