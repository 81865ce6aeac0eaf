import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { FastifyInstance } from 'fastify';
import { endpoints } from '../endpoints.ts';
import { addPublicFile } from './public-file.ts';

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>MyTone API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="page"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#page', validatorUrl: null });\n`;

// Swagger UI uses inline styles; scripts may still come only from our own files.
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
  "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const assets = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
} as const;

async function openApiText(): Promise<string> {
  const { openApiDocument } = await import('../openapi.ts');
  return JSON.stringify(openApiDocument(endpoints));
}

/** Serves `/openapi.json` and a page that shows it. Both are loaded with their first request. */
export function addDocsPage(app: FastifyInstance): void {
  const packages = createRequire(import.meta.url);
  addPublicFile(app, {
    path: '/openapi.json',
    type: 'application/json; charset=utf-8',
    load: openApiText,
  });
  addPublicFile(app, {
    path: '/docs',
    type: 'text/html; charset=utf-8',
    load: async () => page,
    headers: { 'content-security-policy': policy },
  });
  addPublicFile(app, {
    path: '/docs/start.js',
    type: 'text/javascript; charset=utf-8',
    load: async () => start,
  });
  for (const [file, type] of Object.entries(assets)) {
    addPublicFile(app, {
      path: `/docs/${file}`,
      type,
      load: () => readFile(packages.resolve(`swagger-ui-dist/${file}`)),
    });
  }
}
