import { fitLine } from './fitLine.ts'

/** What progress is written to: process.stderr, or a test's own. */
export interface ProgressStream {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

/** Shows how far a long piece of work is. */
export interface Progress {
  /** `done` of the total are finished; `note` is what else is worth seeing, such as the loss. */
  update(done: number, note?: string): void
  /** Prints a line of its own without wrecking the bar. */
  say(line: string): void
  /** Ends the work's line; further calls of `update` show nothing. */
  done(note?: string): void
}

/** Redraws on a terminal, and lines elsewhere, come no faster than this, in milliseconds. */
const REDRAW_MS = 100
const LINE_MS = 5000

/** Progress of long work: on a terminal one line that is redrawn, with a bar, the rate and the time left; elsewhere plain lines,
 *  at most one in five seconds. The rate is counted from the first update, so that steps done before a resume are not in it. */
export function progress({
  total,
  unit,
  label,
  after = 0,
  stream = process.stderr,
  now = () => performance.now(),
}: {
  total: number
  unit: string
  label: string
  /** Work that ends within so many milliseconds is not shown at all. Default 0. */
  after?: number
  stream?: ProgressStream
  now?: () => number
}): Progress {
  const live = stream.isTTY === true && process.env.TERM !== 'dumb'
  const began = now()
  let first: { time: number; done: number } | undefined
  let current = { time: 0, done: 0, note: '' }
  let shownAt = Number.NEGATIVE_INFINITY
  let ended = false

  const rate = (): number | undefined => {
    const seconds = first === undefined ? 0 : (current.time - first.time) / 1000
    return first === undefined || seconds <= 0 || current.done <= first.done
      ? undefined
      : (current.done - first.done) / seconds
  }
  const parts = () => {
    const perSecond = rate()
    return {
      label,
      share: total > 0 ? Math.min(1, current.done / total) : 1,
      count: `${current.done}/${total} ${unit}`,
      rate: perSecond === undefined ? '' : `${digits(perSecond)} ${unit}/s`,
      left: ended
        ? `in ${clock((now() - began) / 1000)}`
        : perSecond === undefined
          ? ''
          : `${clock((total - current.done) / perSecond)} left`,
      note: current.note,
    }
  }
  const draw = (): void => {
    // The last column stays free: some terminals wrap when it is written to.
    if (live) stream.write(`\r${fitLine(parts(), (stream.columns || 80) - 1)}\x1b[K`)
    else stream.write(`${fitLine(parts(), Number.POSITIVE_INFINITY)}\n`)
  }

  return {
    update(done, note = '') {
      if (ended) return
      current = { time: now(), done, note }
      first ??= { time: current.time, done }
      if (current.time - began < after) return
      if (current.time - shownAt < (live ? REDRAW_MS : LINE_MS)) return
      shownAt = current.time
      draw()
    },
    say(line) {
      if (!live) return void stream.write(`${line}\n`)
      stream.write(`\r\x1b[K${line}\n`)
      if (first !== undefined && !ended) draw()
    },
    done(note) {
      if (ended) return
      ended = true
      if (now() - began < after) return
      if (note !== undefined) current = { ...current, note }
      draw()
      if (live) stream.write('\n')
    },
  }
}

/** Three digits that tell: 1234, 56.7, 0.0123. */
function digits(value: number): string {
  if (value >= 100) return value.toFixed(0)
  return value >= 1 ? value.toPrecision(3) : value.toPrecision(2)
}

/** 0:07, 12:34, 1:02:03; beyond four days the days. */
function clock(seconds: number): string {
  const s = Math.max(0, Math.round(seconds))
  const two = (n: number): string => String(Math.floor(n)).padStart(2, '0')
  if (s >= 96 * 3600) return `${Math.round(s / 86400)} days`
  return s < 3600
    ? `${Math.floor(s / 60)}:${two(s % 60)}`
    : `${Math.floor(s / 3600)}:${two((s % 3600) / 60)}:${two(s % 60)}`
}
