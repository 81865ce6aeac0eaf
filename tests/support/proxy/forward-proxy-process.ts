import process from 'node:process';
import { startForwardProxy } from './forward-proxy.ts';

// A proxy in a separate process: sends its port to the test that started it, and ends with it.
const [username = '', password = ''] = process.argv.slice(2);
const proxy = await startForwardProxy({ username, password });
process.send?.({ port: proxy.port });
process.on('message', () => process.send?.({ requests: proxy.requests }));
process.on('disconnect', () => process.exit(0));
