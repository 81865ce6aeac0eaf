import type * as z from 'zod/mini';
import type { FaultyPart } from '../wire.ts';

interface Fault {
  readonly type: string;
  readonly msg: string;
}

const typeFaults: Readonly<Record<string, Fault>> = {
  string: { msg: 'Input should be a valid string', type: 'string_type' },
  int: { type: 'int_type', msg: 'Input should be a valid integer' },
  number: { type: 'int_type', msg: 'Input should be a valid integer' },
  object: {
    type: 'model_attributes_type',
    msg: 'Input should be a valid dictionary or object to extract fields from',
  },
};

const fractionFault: Fault = {
  type: 'int_from_float',
  msg: 'Input should be a valid integer, got a number with a fractional part',
};

const otherFault: Fault = { type: 'value_error', msg: 'Value error, input is not valid' };

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) {
      return undefined;
    }
    value = Reflect.get(value, key);
  }
  return value;
}

const characters = (count: number | bigint) =>
  count === 1 ? '1 character' : `${count} characters`;

function faultOf(issue: z.core.$ZodIssue, input: unknown): Fault {
  const value = valueAt(input, issue.path);
  if (value === undefined) {
    return { type: 'missing', msg: 'Field required' };
  }
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'int' && typeof value === 'number') {
        return fractionFault;
      }
      return typeFaults[issue.expected] ?? otherFault;
    case 'too_small':
      return issue.origin === 'string'
        ? {
            type: 'string_too_short',
            msg: `String should have at least ${characters(issue.minimum)}`,
          }
        : {
            type: 'greater_than_equal',
            msg: `Input should be greater than or equal to ${issue.minimum}`,
          };
    case 'too_big':
      return issue.origin === 'string'
        ? {
            type: 'string_too_long',
            msg: `String should have at most ${characters(issue.maximum)}`,
          }
        : {
            type: 'less_than_equal',
            msg: `Input should be less than or equal to ${issue.maximum}`,
          };
    case 'invalid_format':
      return issue.format === 'email'
        ? { type: 'value_error', msg: 'value is not a valid email address' }
        : otherFault;
    case 'custom':
      return { type: 'value_error', msg: `Value error, ${issue.message}` };
    default:
      return otherFault;
  }
}

/** For a body with several allowed forms: the problems of the form that the sender meant. */
function flatten(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') {
    return [issue];
  }
  const isAnotherForm = (branch: readonly z.core.$ZodIssue[]) =>
    branch.some(({ code, path }) => code === 'invalid_type' && path.length === 0);
  return issue.errors.find((branch) => !isAnotherForm(branch)) ?? issue.errors[0] ?? [issue];
}

/** zod's own limit for integers, 2 ** 53. A field's limit is narrower, so it is reported instead. */
const isLimitOfIntegers = (issue: z.core.$ZodIssue) =>
  (issue.code === 'too_big' || issue.code === 'too_small') && issue.origin === 'int';

/**
 * zod's issues in FastAPI's format: `loc`, `msg` and `type`. Unlike FastAPI it never adds the
 * input, which would send passwords back.
 */
export function validationDetail(error: z.core.$ZodError, input: unknown): readonly FaultyPart[] {
  const issues = error.issues
    .flatMap(flatten)
    .toSorted((one, other) => Number(isLimitOfIntegers(one)) - Number(isLimitOfIntegers(other)));
  const faults = issues.map((issue) => {
    const { msg, type } = faultOf(issue, input);
    const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
    return { loc: ['body', ...path], msg, type };
  });
  // As FastAPI: only the first problem of a field is reported.
  const placeOf = ({ loc }: FaultyPart) => JSON.stringify(loc);
  return faults.filter(
    (fault, index) => faults.findIndex((one) => placeOf(one) === placeOf(fault)) === index,
  );
}
