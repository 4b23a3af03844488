/** A file that can be fetched, and how to know it. */
export interface Remote {
  /** For messages. */
  readonly name: string
  readonly url: string
  readonly bytes: number
  /** 64 lower-case hexadecimal digits. */
  readonly sha256: string
}

export interface DownloadOptions {
  /** Called as bytes arrive, with those there already counted. */
  readonly onProgress?: (bytes: number, total: number) => void
  /** What is worth saying: another attempt, a beginning anew. */
  readonly say?: (text: string) => void
  /** Ends the download; what came stays for the next time. */
  readonly signal?: AbortSignal
  /** Seconds without a byte after which a connection is given up. Default 30. */
  readonly stall?: number
  /** Seconds before the second attempt; doubled for each further one. Default 1. */
  readonly pause?: number
}
