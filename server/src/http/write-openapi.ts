import { writeFileSync } from 'node:fs';
import { endpoints } from './endpoints.ts';
import { openApiDocument } from './openapi.ts';

const file = new URL('../../openapi.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(openApiDocument(endpoints), null, 2)}\n`);
