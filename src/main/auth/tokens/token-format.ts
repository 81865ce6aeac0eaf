/**
 * What can be a token: visible ASCII and blanks (RFC 6749, appendix A), but not blanks alone. A keychain
 * would silently cut it at a NUL.
 */
export const tokenFormat = /^ *[\x21-\x7e][\x20-\x7e]*$/;
