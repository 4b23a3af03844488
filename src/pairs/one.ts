import { unsqueeze } from '../ops/index.ts'
import type { Tensor } from '../tensor/tensor.ts'
import type { Selection } from './rule.ts'

/** One pair for each anchor, [B, 1], as a selection [B, 1, 1]. */
export const one = ({ columns, valid }: { columns: Tensor; valid: Tensor }): Selection => ({
  columns: unsqueeze(columns, [2]),
  valid: unsqueeze(valid, [2]),
})
