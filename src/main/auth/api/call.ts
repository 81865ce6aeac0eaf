import type * as z from 'zod/mini';
import { readAnswer } from './answer-reader.ts';
import type { ApiAnswer } from './api-answer.ts';
import type { HttpClient, HttpRequest } from './http/http-client.ts';

/** Sends a request and reads the answer by the schema of its success. */
export type Call = <Value>(
  request: HttpRequest,
  expected: z.ZodMiniType<Value>,
) => Promise<ApiAnswer<Value>>;

export function createCall(http: HttpClient): Call {
  return async (request, expected) => {
    const response = await http.send(request);
    return response.kind === 'response' ? readAnswer(response, expected) : response;
  };
}
