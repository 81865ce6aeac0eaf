// What updates.ts needs: electron-updater behind three calls.

/** A newer release with a valid signature. */
export interface Offer {
  readonly version: string;
  /** Bytes to download. */
  readonly bytes: number;
  /**
   * Downloads it into the updater's cache. Rejects when `signal` is aborted.
   * @param onProgress called with the number of bytes received
   */
  download(onProgress: (bytes: number) => void, signal: AbortSignal): Promise<Download>;
}

/** A downloaded release that matches its signature. */
export interface Download {
  /** Checks it again, installs it and restarts the application. */
  install(): Promise<void>;
}

export interface Updater {
  /** Asks for a newer release; null if there is none for this copy. */
  check(signal: AbortSignal): Promise<Offer | null>;
}
