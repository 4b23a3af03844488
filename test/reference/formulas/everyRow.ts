import { rows as crossBatchMemory } from './crossBatchMemory.ts'
import { rows as hardAware } from './hardAware.ts'
import { rows as manifold } from './manifold.ts'
import { rows as p2sGrad } from './p2sGrad.ts'
import { rows as smoothAp } from './smoothAp.ts'
import { rows as uniformHistogram } from './uniformHistogram.ts'
import { rows as vicReg } from './vicReg.ts'

/** The rows of all formulas of this folder: what `formulas.json` beside it holds. */
export const everyRow = (): object[] =>
  [crossBatchMemory, hardAware, manifold, p2sGrad, smoothAp, uniformHistogram, vicReg].flatMap<object>((rows) => rows())
