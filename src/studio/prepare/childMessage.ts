/** What the parent asks of a process that prepares a run. */
export interface PrepareOrder {
  readonly folder: string
}

/** What that process says. `message`: of the error that it met. */
export type ChildMessage =
  | { readonly kind: 'progress'; readonly stage: string; readonly done: number; readonly total: number }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly message: string }
