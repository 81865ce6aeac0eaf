import type { ComponentProps } from 'react';
import { useFullText, useSpeech } from '../../i18n/speech.ts';
import { TextField } from './TextField.tsx';
import '../../styles/on-demand/field-pair.css';

type Field = Pick<ComponentProps<typeof TextField>, 'name' | 'problem' | 'readOnly' | 'onBlur'>;

/** Name and surname side by side, in the order of the language. */
export function NameFields({ field }: { readonly field: (name: 'name' | 'surname') => Field }) {
  const { language } = useSpeech();
  const t = useFullText();
  const names = [
    <TextField {...field('name')} key="name" label={t('signUp.name')} autoComplete="given-name" />,
    <TextField
      {...field('surname')}
      key="surname"
      label={t('signUp.surname')}
      autoComplete="family-name"
    />,
  ];
  return <div className="field-pair">{language === 'zh' ? names.toReversed() : names}</div>;
}
