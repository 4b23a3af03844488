/** What a helper process is asked. */
export interface Question {
  readonly id: number
  readonly question: unknown
}

/** What it answers: a value, or why there is none. */
export type Reply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly complaint: string; readonly known: boolean }
