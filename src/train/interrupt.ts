/** What became of the user's wish to stop. */
export interface Interrupt {
  /** Whether Ctrl-C (SIGINT) or SIGTERM came: the loop shall save, say how to go on, and end. */
  readonly requested: boolean
  /** Gives the signals back to whoever had them before. */
  dispose(): void
}

/** One Ctrl-C may arrive twice: from the terminal, and passed on by npm. A person needs longer to press it again. */
const TOGETHER_MS = 100

/** Watches for Ctrl-C and SIGTERM. The first only sets `requested` and calls `first`, if given; a second ends the process at
 *  once with exit code 130: nothing more is written, and what was written stays. */
export function onInterrupt(first?: () => void): Interrupt {
  let at: number | undefined
  const signal = (): void => {
    const now = performance.now()
    if (at === undefined) {
      at = now
      first?.()
    } else if (now - at > TOGETHER_MS) process.exit(130)
  }
  process.on('SIGINT', signal).on('SIGTERM', signal)
  return {
    get requested() {
      return at !== undefined
    },
    dispose() {
      process.off('SIGINT', signal).off('SIGTERM', signal)
    },
  }
}
