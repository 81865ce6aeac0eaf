import type { IncomingMessage } from 'electron';
import { type CancellationToken, Provider, type UpdateInfo } from 'electron-updater';
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js';
import { type Release, readFeed, type Trust } from '../core/signed-release.ts';
import { UpdateError } from '../core/update-failure.ts';

/** The most bytes that are read of a feed, which normally has a few hundred. */
const longestFeedBytes = 64 * 1024;

export interface SignedFeedOptions {
  /** The feed of this system and processor. */
  readonly address: URL;
  readonly trust: Trust;
  /** Aborts a request that takes too long. */
  readonly cancellation: CancellationToken;
}

interface SignedUpdateInfo extends UpdateInfo {
  readonly release: Release;
}

/**
 * A custom provider of electron-updater (https://www.electron.build/docs/features/auto-update) that
 * passes a release on only if our signature is valid.
 */
export class SignedFeed extends Provider<SignedUpdateInfo> {
  readonly #options: SignedFeedOptions;
  #isTooLong = false;

  constructor(options: SignedFeedOptions, runtime: ProviderRuntimeOptions) {
    super({
      ...runtime,
      executor: limitAnswers(runtime.executor, () => {
        this.#isTooLong = true;
        options.cancellation.cancel();
      }),
    });
    this.#options = options;
  }

  /** electron-updater would send a number by which the server could recognise this computer. */
  override setRequestHeaders(): void {}

  override async getLatestVersion(): Promise<SignedUpdateInfo> {
    const { address, trust, cancellation } = this.#options;
    const headers = { 'cache-control': 'no-cache' };
    const text = await this.httpRequest(address, headers, cancellation).catch((error: unknown) => {
      throw this.#isTooLong ? new UpdateError('not-a-feed', 'too long') : error;
    });
    const feed = readFeed(text ?? '', trust);
    if (!feed.ok) {
      throw new UpdateError(feed.error.code, feed.error.detail);
    }
    const { release, rollout } = feed.value;
    const { file, sha512, size, version } = release;
    return {
      version,
      files: [{ url: file, sha512, size }],
      path: file,
      sha512,
      releaseDate: '',
      stagingPercentage: rollout,
      release,
    };
  }

  override resolveFiles({ files, version }: SignedUpdateInfo) {
    const folder = new URL(`../v${version}/`, this.#options.address);
    return files.map((info) => ({ url: new URL(info.url, folder), info }));
  }
}

type Executor = ProviderRuntimeOptions['executor'];

/**
 * The executor with a limit on each response: electron-updater's own reads a text of any length, and
 * an endless response would fill the memory.
 */
function limitAnswers(executor: Executor, onTooLong: () => void): Executor {
  const createRequest: Executor['createRequest'] = (options, callback) =>
    executor.createRequest(options, (response: IncomingMessage) => {
      let length = 0;
      response.on('data', (chunk) => {
        length += chunk.length;
        if (length > longestFeedBytes) {
          onTooLong();
        }
      });
      callback(response);
    });
  return Object.create(executor, { createRequest: { value: createRequest } }) as Executor;
}

/** The release that the signed feed passed to electron-updater. */
export function releaseOf(info: UpdateInfo): Release {
  return (info as SignedUpdateInfo).release;
}
