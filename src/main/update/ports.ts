// What updates.ts asks for: electron-updater behind three calls.

/** A newer release, whose signature holds. */
export interface Offer {
  readonly version: string;
  /** Bytes to download. */
  readonly bytes: number;
  /**
   * Downloads it into the updater's cache. Rejects when `signal` is aborted.
   * @param onProgress called with how many bytes have come
   */
  download(onProgress: (bytes: number) => void, signal: AbortSignal): Promise<Download>;
}

/** A release on this computer, which is the one that was signed. */
export interface Download {
  /** Checks it again, installs it and restarts the application. */
  install(): Promise<void>;
}

export interface Updater {
  /** Asks for a newer release; null where there is none for this copy. */
  check(signal: AbortSignal): Promise<Offer | null>;
}
