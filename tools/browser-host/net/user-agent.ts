const systems: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'Macintosh; Intel Mac OS X 10_15_7',
  win32: 'Windows NT 10.0; Win64; x64',
};

/**
 * What Electron calls an application if nobody says otherwise (`GetApplicationUserAgent` in
 * `shell/common/application_info.cc`), but for the versions of Chromium and Electron.
 */
export function userAgentOf(name: string, version: string, platform: NodeJS.Platform): string {
  const system = systems[platform] ?? 'X11; Linux x86_64';
  const product = `${name.replaceAll(' ', '')}/${version}`;
  return `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) ${product} Safari/537.36`;
}
