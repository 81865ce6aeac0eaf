// The scripts are plain JavaScript, checked by their own scripts/tsconfig.json.
declare module '*.mjs';
