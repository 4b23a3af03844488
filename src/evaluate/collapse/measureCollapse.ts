import { demand } from '../../errors.ts'
import { effectiveRank } from '../effectiveRank.ts'
import { oddRows } from '../oddRows.ts'
import { sampledRows } from '../sampledRows.ts'
import { spread } from '../spread.ts'
import type { Agreement } from './agreement.ts'
import { alignment } from './alignment.ts'
import type { ClassCollapse } from './classCollapse.ts'
import type { Hubness } from './hubness.ts'
import { hubness } from './hubness.ts'
import type { CollapseOptions } from './measureClasses.ts'
import { measureClasses } from './measureClasses.ts'
import type { Spectrum } from './spectrum.ts'
import { spectrum } from './spectrum.ts'
import { uniformity } from './uniformity.ts'

/** The space of all embeddings. */
export interface SpaceMeasures {
  readonly spectrum: Spectrum
  readonly effectiveRank: number
  readonly uniformity: number
  /** NaN where no class has two images. */
  readonly alignment: number
  /** Density (after Roth et al. 2020): distance of classmates over that of class means, root mean squares of pairs. Null where there is
   *  no second class. */
  readonly density: number | null
  readonly hubness: Hubness | null
  /** Rows of zeros, which have no direction: a sign of a broken model or image. */
  readonly zeroRows: number
}

export interface Collapse {
  /** In the order of their names' list; without those that have no image. */
  readonly classes: readonly ClassCollapse[]
  /** Of all classes together. Null where no class holds several finer ones. */
  readonly agreement: Agreement | null
  readonly margin: number
  readonly space: SpaceMeasures
  /** Rows without a label, which are left out. */
  readonly unlabelled: number
}

/** Measures how far classes have collapsed: the kinds inside each, their spread, whether triplets keep the margin with room, and the shape
 *  of the space. `collapseVerdict` says it in words. Fails on embeddings that are not finite, and where nothing is labelled. */
export async function measureCollapse(options: CollapseOptions): Promise<Collapse> {
  const { embeddings, dimension, labels, margin = 0.2 } = options
  demandInput(options)
  const { classes: measured, agreement } = await measureClasses(options)
  const { device } = options
  return {
    classes: measured,
    agreement,
    margin,
    space: {
      spectrum: spectrum({ embeddings, dimension }),
      effectiveRank: effectiveRank({ embeddings: sampledRows(embeddings, dimension, 2000), dimension }),
      uniformity: uniformity({ embeddings, dimension }),
      alignment: alignment({ embeddings, dimension, labels }),
      density: spread({ embeddings, dimension, labels }).ratio,
      hubness: await hubness({ embeddings, dimension, ...(device && { device }) }),
      zeroRows: oddRows(embeddings, dimension).zeros,
    },
    unlabelled: labels.reduce((sum, label) => sum + (label < 0 ? 1 : 0), 0),
  }
}

function demandInput({ embeddings, dimension, labels, classes, finer }: CollapseOptions): void {
  const who = 'measureCollapse'
  demand(Number.isInteger(dimension) && dimension >= 1 && embeddings.length === labels.length * dimension, {
    who,
    rule: `embeddings must have labels * dimension = ${labels.length * dimension} numbers`,
    value: embeddings.length,
  })
  const stray = embeddings.findIndex((x) => !Number.isFinite(x))
  demand(stray < 0, {
    who,
    rule: 'embeddings must be finite',
    value: `${embeddings[stray]} in row ${Math.floor(stray / dimension)}`,
    remedy: 'look for the step at which the training became so, or for an image that is broken',
  })
  demand(
    labels.some((label) => label >= 0),
    { who, rule: 'at least one row must have a label', value: `${labels.length} rows without` },
  )
  const unknown = labels.find((label) => label >= classes.length)
  demand(unknown === undefined, { who, rule: `labels must be below the ${classes.length} classes`, value: unknown })
  demand(!finer || finer.length === labels.length, {
    who,
    rule: `the finer label must be of the same ${labels.length} rows`,
    value: finer?.length,
  })
}
