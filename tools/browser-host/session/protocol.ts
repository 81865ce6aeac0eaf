import type { CustomScheme, Protocol } from 'electron';
import { loud } from '../stand-in/loud.ts';
import type { PageAddresses } from './page-addresses.ts';

type SchemeHandler = (request: Request) => Response | Promise<Response>;

export interface ProtocolStandIn {
  protocol: Protocol;
  /** The handler of the request's scheme; undefined if main handles none. */
  find(appAddress: string): SchemeHandler | undefined;
}

/** @param isReady schemes can be registered before the application is ready, and handled after */
export function createProtocol(addresses: PageAddresses, isReady: () => boolean): ProtocolStandIn {
  const handlers = new Map<string, SchemeHandler>();
  const schemeOf = (address: string) => address.slice(0, address.indexOf(':'));

  const protocol = loud<Protocol>('electron.protocol', {
    registerSchemesAsPrivileged(schemes: CustomScheme[]) {
      if (isReady()) {
        throw new Error(
          'protocol.registerSchemesAsPrivileged should be called before app is ready',
        );
      }
      for (const { scheme, privileges } of schemes) {
        if (!privileges?.standard || !privileges.secure) {
          throw new Error(`browser host: the scheme ${scheme} must be standard and secure`);
        }
        addresses.claim(scheme);
      }
    },
    handle(scheme: string, handler: SchemeHandler) {
      if (!addresses.isClaimed(scheme)) {
        throw new Error(`browser host: the scheme ${scheme} was not registered as privileged`);
      }
      if (handlers.has(scheme)) {
        throw new Error(`Failed to register protocol: ${scheme}`);
      }
      handlers.set(scheme, handler);
    },
    unhandle: (scheme: string) => void handlers.delete(scheme),
    isProtocolHandled: (scheme: string) => handlers.has(scheme),
  });
  return { protocol, find: (appAddress) => handlers.get(schemeOf(appAddress)) };
}
