import type { ApiAnswer } from '../../../src/main/auth/api/api-answer.ts';
import type { AccessToken } from '../../../src/main/auth/tokens/access-token.ts';
import {
  type Choice,
  familyOf,
  freeFamily,
  happen,
  isAccepted,
  newest,
  now,
  type Person,
  personOf,
  type Request,
  rotate,
  users,
  type World,
} from '../world.ts';

// What the server answers, and what it does by itself.

const never: ApiAnswer<never> = {
  kind: 'no-answer',
  cause: 'network',
  status: null,
  mayHaveBeenHandled: false,
  retryAfterMs: null,
};
const lost: ApiAnswer<never> = { ...never, mayHaveBeenHandled: true };
const busy: ApiAnswer<never> = { ...lost, cause: 'busy', status: 429, retryAfterMs: 60_000 };
const refused: ApiAnswer<never> = {
  kind: 'refused',
  status: 401,
  detail: 'no',
  retryAfterMs: null,
};
const forbidden: ApiAnswer<never> = { ...refused, status: 403 };

function accessOf(family: string): AccessToken {
  // Its value differs from any that is known (canonical.ts renames it).
  return { value: `${family}.new`, expiresAt: now + 900_000, renewAt: now + 810_000 };
}

export function responsesTo(world: World, request: Request): Choice[] {
  const { ticket } = request;
  const after = { ...world, requests: world.requests.filter((each) => each !== request) };
  switch (request.kind) {
    case 'wake':
      return [
        happen('the host is awake', after, {
          type: 'woken',
          ticket,
          answer: { kind: 'success', value: null },
        }),
        happen('nobody is reached', after, { type: 'woken', ticket, answer: never }),
      ];
    case 'refresh':
      return refreshed(after, request);
    case 'profile':
      return profileTold(after, request);
  }
}

function refreshed(world: World, { ticket, token }: Request & { kind: 'refresh' }): Choice[] {
  const answered = (label: string, after: World, answer: ApiAnswer<never>) =>
    happen(label, after, { type: 'refreshed', ticket, answer });
  const unheard = [
    answered('the refresh never reaches the server', world, never),
    answered('the refresh is put off', world, busy),
  ];
  if (!isAccepted(world, token)) {
    return [answered('the refresh is refused', world, refused), ...unheard];
  }
  const family = familyOf(token);
  const access = accessOf(family);
  const rotated = rotate(world, token);
  return [
    happen('the refresh succeeds, with a new token', rotated, {
      type: 'refreshed',
      ticket,
      answer: { kind: 'success', value: { access, refreshToken: newest(rotated, family) } },
    }),
    happen('the refresh succeeds, without a new token', world, {
      type: 'refreshed',
      ticket,
      answer: { kind: 'success', value: { access, refreshToken: null } },
    }),
    answered('the refresh succeeds, the response is lost', rotated, lost),
    ...unheard,
  ];
}

function profileTold(world: World, { ticket, access }: Request & { kind: 'profile' }): Choice[] {
  const person = personOf(world, access);
  const told = (label: string, answer: ApiAnswer<(typeof users)[Person]>) =>
    happen(label, world, { type: 'profile-told', ticket, answer });
  const isValid = person !== undefined && world.families[familyOf(access)]?.isRevoked === false;
  return [
    ...(isValid ? [told('the profile is told', { kind: 'success', value: users[person] })] : []),
    told('the access token is refused', refused),
    told('the profile is forbidden', forbidden),
    told('the profile is not reached', never),
  ];
}

export function formOutcomes(world: World): Choice[] {
  const { form } = world;
  if (form === null) {
    return [];
  }
  const after = { ...world, form: null };
  const name = freeFamily(world);
  const opened: World = {
    ...after,
    families: {
      ...world.families,
      [name]: { person: form.person, current: 0, isInGrace: false, isRevoked: false },
    },
  };
  const signedIn = (label: string, user: (typeof users)[Person] | null) =>
    happen(label, opened, {
      type: 'form-answered',
      form: form.id,
      outcome: {
        ok: true,
        value: { access: accessOf(name), refreshToken: `${name}.0`, user },
      },
    });
  return [
    signedIn(`${form.person} is signed in`, users[form.person]),
    signedIn(`${form.person} is signed in, without a profile`, null),
    happen('the sign-in fails', after, {
      type: 'form-answered',
      form: form.id,
      outcome: { ok: false, error: { code: 'unreachable', cause: 'network' } },
    }),
  ];
}

export function serverWhims(world: World): Choice[] {
  return Object.entries(world.families).flatMap(([name, family]) => {
    const become = (change: Partial<typeof family>) => ({
      ...world,
      families: { ...world.families, [name]: { ...family, ...change } },
    });
    return [
      ...(family.isRevoked
        ? []
        : [happen(`the server ends ${family.person}'s session`, become({ isRevoked: true }))]),
      ...(family.isInGrace
        ? [happen('the grace of the old token ends', become({ isInGrace: false }))]
        : []),
    ];
  });
}

/** The server hears of the oldest sign-out, which may take as long as the network is away. */
export function revocations(world: World): Choice[] {
  const [token, ...rest] = world.revocations;
  if (token === undefined) {
    return [];
  }
  const name = familyOf(token);
  const family = world.families[name];
  const families = family && { ...world.families, [name]: { ...family, isRevoked: true } };
  return [
    happen('the server hears of a sign-out', {
      ...world,
      revocations: rest,
      families: families ?? world.families,
    }),
  ];
}
