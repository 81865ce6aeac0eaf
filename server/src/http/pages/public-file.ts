import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** How long a browser may use its copy, in seconds. */
const freshSeconds = 3600;

const compress = promisify(gzip);

interface Loaded {
  readonly plain: Buffer;
  readonly gzipped: Buffer;
}

export interface PublicFile {
  readonly path: string;
  /** Content type. */
  readonly type: string;
  /** Called once, at the first request. */
  readonly load: () => Promise<string | Buffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

async function load(file: PublicFile): Promise<Loaded> {
  const plain = Buffer.from(await file.load());
  return { plain, gzipped: await compress(plain) };
}

const acceptsGzip = (request: FastifyRequest) =>
  /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(String(request.headers['accept-encoding'] ?? ''));

/**
 * Serves a file that is the same for everyone. All answers share one buffer, compressed once, so a
 * client that does not read its answer costs no extra memory.
 */
export function addPublicFile(app: FastifyInstance, file: PublicFile): void {
  let loading: Promise<Loaded> | null = null;

  app.get(file.path, async (request, reply): Promise<FastifyReply> => {
    loading ??= load(file).catch((error: unknown) => {
      loading = null;
      throw error;
    });
    const { plain, gzipped } = await loading;
    reply
      .type(file.type)
      .header('cache-control', `public, max-age=${freshSeconds}`)
      .header('vary', 'accept-encoding')
      .header('x-content-type-options', 'nosniff')
      .headers({ ...file.headers });
    return acceptsGzip(request)
      ? reply.header('content-encoding', 'gzip').send(gzipped)
      : reply.send(plain);
  });
}
