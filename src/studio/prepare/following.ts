/** How long work is followed, and broken off. */
export interface Following {
  /** What is being done, and how much of it: `total` is 0 where that is not known. */
  readonly onProgress: (stage: string, done: number, total: number) => void
  readonly signal?: AbortSignal | undefined
}
