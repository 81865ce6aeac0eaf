import { expect, test, vi } from 'vitest';
import { createProxyQuestions } from '../../../../src/main/network/proxy-questions.ts';

const question = { host: 'proxy.example.com', port: 3128, realm: '', isRepeated: false };

test('shows a question until it is answered, also to a page that loads later', async () => {
  const questions = createProxyQuestions();
  const heard = vi.fn();
  questions.onChange(heard);
  const answer = questions.ask(question);
  expect(questions.get()).toEqual({ ...question, id: 1 });
  questions.answer({ username: 'jean', password: 'secret' });
  expect(await answer).toEqual({ username: 'jean', password: 'secret' });
  expect(questions.get()).toBeNull();
  expect(heard.mock.calls).toEqual([[{ ...question, id: 1 }], [null]]);
});

test('gives each question its own number, even a repeated one', async () => {
  const questions = createProxyQuestions();
  void questions.ask(question);
  questions.answer(null);
  void questions.ask(question);
  expect(questions.get()?.id).toBe(2);
});

test('ignores an answer that nobody waits for', () => {
  const questions = createProxyQuestions();
  const heard = vi.fn();
  questions.onChange(heard);
  questions.answer(null);
  expect(heard).not.toHaveBeenCalled();
});
