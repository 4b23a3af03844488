import type { Prepared } from '../prepare/prepared.ts'

/** What a report asks of the embedding of a run: of one that was prepared in a folder, or of one in memory. */
export type ReportedEmbedding = Pick<
  Prepared,
  'detail' | 'records' | 'columnValues' | 'mapValues' | 'nearest' | 'classes' | 'thumbnail'
>
