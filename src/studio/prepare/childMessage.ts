/** What the parent asks of a process that prepares a run. */
export interface PrepareOrder {
  readonly folder: string
}

/** What that process says. `complaint`: whole, as it is to be shown; the parts as in a Complaint, where it is one. */
export type ChildMessage =
  | { readonly kind: 'progress'; readonly stage: string; readonly done: number; readonly total: number }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly who: string; readonly rule: string; readonly remedy: string | null }
