import { createPublicKey, verify } from 'node:crypto';
import { fail, ok, type Result } from '@mytone/shared/result.ts';
import * as z from 'zod/mini';

/**
 * Semantic versioning (https://semver.org), with numbers that stay exact: what electron-updater cannot
 * read, it would report as a fault of the application.
 */
const versionPattern =
  /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(-[a-z][\da-z-]*(\.(0|[1-9]\d{0,8}))?)?$/;

/** The part of a release that its signature covers. */
const releaseSchema = z.strictObject({
  channel: z.string(),
  version: z.string().check(z.regex(versionPattern)),
  file: z.string(),
  /** Bytes of the file. */
  size: z.int().check(z.positive()),
  /** SHA-512 of the file, as base64. */
  sha512: z.string().check(z.regex(/^[\w+/]{86}==$/)),
});
export type Release = z.infer<typeof releaseSchema>;

/** The feed of one system and processor; docs/release.md describes it. */
const feedSchema = z.object({
  /** The release as JSON text: the signatures are over these bytes. */
  signed: z.string(),
  /** Ed25519, as base64; one for each key in use. */
  signatures: z.array(z.string()),
  /** How many of a hundred copies are offered the release. Not signed, because it decides only when. */
  rollout: z._default(z.int().check(z.minimum(0), z.maximum(100)), 100),
});

export interface Trust {
  /** Public keys, each as base64 of its SPKI form: a signature by one of them is enough. */
  readonly keys: readonly string[];
  readonly channel: string;
  /** The name of a version's file for this system and processor. */
  readonly fileOf: (version: string) => string;
}

/** Why a feed was refused; the detail is for the log. */
export interface RefusedFeed {
  readonly code: 'not-a-feed' | 'untrusted';
  readonly detail: 'text' | 'signature' | 'signed-text' | 'channel' | 'file';
}

export interface OfferedRelease {
  readonly release: Release;
  readonly rollout: number;
}

/**
 * Reads a feed. Everything but `rollout` comes from the signed text, so write access to
 * the feed is not enough to change a release or to offer another version, channel or system.
 */
export function readFeed(text: string, trust: Trust): Result<OfferedRelease, RefusedFeed> {
  const feed = feedSchema.safeParse(parseJson(text));
  if (!feed.success) {
    return fail({ code: 'not-a-feed', detail: 'text' });
  }
  const { signed, signatures, rollout } = feed.data;
  if (!isSigned(signed, signatures, trust.keys)) {
    return fail({ code: 'untrusted', detail: 'signature' });
  }
  const release = releaseSchema.safeParse(parseJson(signed));
  if (!release.success) {
    return fail({ code: 'untrusted', detail: 'signed-text' });
  }
  const { channel, file, version } = release.data;
  if (channel !== trust.channel) {
    return fail({ code: 'untrusted', detail: 'channel' });
  }
  if (file !== trust.fileOf(version)) {
    return fail({ code: 'untrusted', detail: 'file' });
  }
  return ok({ release: release.data, rollout });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isSigned(text: string, signatures: readonly string[], keys: readonly string[]): boolean {
  const data = Buffer.from(text);
  return keys.some((spki) => {
    const key = createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' });
    return signatures.some((signature) =>
      verify(null, data, key, Buffer.from(signature, 'base64')),
    );
  });
}
