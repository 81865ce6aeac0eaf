import plist from 'plist';
import { describe, expect, it } from 'vitest';
import { tidyInfoPlist } from '../../../../../tools/packaging/electron/info-plist.ts';

describe('tidyInfoPlist', () => {
  it('drops plain HTTP and reasons for permissions, and keeps the rest', () => {
    const before = {
      CFBundleName: 'MyTone',
      ElectronAsarIntegrity: { 'Resources/app.asar': { algorithm: 'SHA256', hash: 'abc' } },
      NSPrincipalClass: 'AtomApplication',
      NSCameraUsageDescription: 'camera',
      NSBluetoothAlwaysUsageDescription: 'bluetooth',
      NSAppTransportSecurity: {
        NSAllowsArbitraryLoads: true,
        NSExceptionDomains: { localhost: { NSTemporaryExceptionAllowsInsecureHTTPLoads: true } },
      },
    };

    expect(plist.parse(tidyInfoPlist(plist.build(before)))).toEqual({
      CFBundleName: before.CFBundleName,
      ElectronAsarIntegrity: before.ElectronAsarIntegrity,
      NSPrincipalClass: before.NSPrincipalClass,
      NSAppTransportSecurity: { NSAllowsLocalNetworking: true },
    });
  });
});
