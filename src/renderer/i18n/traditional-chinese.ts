/** The only texts in Traditional Chinese: the question which other language its readers prefer. */
export const traditionalChinese = {
  label: '語言',
  question: 'MyTone 目前只有簡體中文，尚無繁體中文。你想使用哪種語言？之後可在設定中更改。',
} as const;
