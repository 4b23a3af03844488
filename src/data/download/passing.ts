/** A failure that may have passed by the next attempt: of the network, or of a server that is busy. */
export class Passing extends Error {
  /** Seconds that the server asks to wait, where it does. */
  readonly retryAfter: number | undefined

  constructor(message: string, options: { cause?: unknown; retryAfter?: number } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause })
    this.name = 'Passing'
    this.retryAfter = options.retryAfter
  }
}
