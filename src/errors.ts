/** What went wrong, as data: who noticed, the rule that was broken, the value that broke it, and what to do. */
export interface Complaint {
  /** The function, command or file that noticed. */
  readonly who: string
  /** The rule, as a statement of what must hold. */
  readonly rule: string
  /** The value that broke it; left out where there is none. */
  readonly value?: unknown
  /** What to do about it. */
  readonly remedy?: string
  /** The error beneath, where there is one. */
  readonly cause?: unknown
}

/** The one error class: its message reads `who: rule, got value; remedy`. */
export class NearkinError extends Error {
  readonly complaint: Complaint

  constructor(complaint: Complaint) {
    super(sentence(complaint), complaint.cause === undefined ? {} : { cause: complaint.cause })
    this.name = 'NearkinError'
    this.complaint = complaint
  }
}

/** Throws a {@link NearkinError}; an expression, so it can stand where a value is wanted. */
export function fail(complaint: Complaint): never {
  throw new NearkinError(complaint)
}

/** Throws unless `holds`. Checked where data enters, once. */
export function demand(holds: unknown, complaint: Complaint): asserts holds {
  if (!holds) throw new NearkinError(complaint)
}

function sentence({ who, rule, value, remedy }: Complaint): string {
  const got = value === undefined ? '' : `, got ${shown(value)}`
  return `${who}: ${rule}${got}${remedy === undefined ? '' : `; ${remedy}`}`
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`
  if (typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (value instanceof Error) return value.message
  if (typeof value === 'function') return 'a function'
  return JSON.stringify(value) ?? String(value)
}
