import type { FaultyPart } from '../wire.ts';

/** A request that does not reach its handler; the answer has `status` and `detail` unchanged. */
export class RequestFault extends Error {
  override readonly name = 'RequestFault';
  readonly status: number;
  readonly detail: string | readonly FaultyPart[];

  constructor(status: number, detail: string | readonly FaultyPart[]) {
    super(`Request refused with ${status}`);
    this.status = status;
    this.detail = detail;
  }
}

/** FastAPI's 422 for a body as a whole. `msg` is a fixed text: no part of the input is returned. */
export function bodyFault(type: string, msg: string): RequestFault {
  return new RequestFault(422, [{ loc: ['body'], msg, type }]);
}
