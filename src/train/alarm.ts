import type { StepReport } from './stepReport.ts'

/** What an alarm remembers, as plain data: a checkpoint keeps it, so that a resumed training says nothing twice. */
export interface AlarmState {
  readonly said: readonly string[]
  /** Steps for which something has held, by its name. */
  readonly lasting: Readonly<Record<string, number>>
}

/** Watches a training for collapse. */
export interface Alarm {
  /** A step's report; a sentence where something is newly wrong. Each thing is said once. */
  step(report: StepReport): string | undefined
  /** The effective rank of embeddings of this dimension; a sentence where it is newly near 1. */
  rank(effectiveRank: number, dimension: number): string | undefined
  state(): AlarmState
}

export interface AlarmOptions {
  /** The loss's value when all embeddings lie on one point; null: it is not known, and not watched for. */
  readonly whenCollapsed: number | null
  /** Steps that something must last before it is said. Default 50. */
  readonly patience?: number
  /** Of an earlier alarm, to go on from. */
  readonly state?: AlarmState
}

/** Says when a training has collapsed, or is about to: the loss stays at its value for embeddings on one point, the
 *  embeddings' effective rank is near 1, or hardly any anchor has pairs left. */
export function alarm({ whenCollapsed, patience = 50, state }: AlarmOptions): Alarm {
  const said = new Set(state?.said)
  const lasting = new Map(Object.entries(state?.lasting ?? {}))
  const once = (what: string, text: string): string | undefined => {
    if (said.has(what)) return undefined
    said.add(what)
    return text
  }
  const lasts = (what: string, holds: boolean): boolean => {
    lasting.set(what, holds ? (lasting.get(what) ?? 0) + 1 : 0)
    return lasting.get(what)! >= patience
  }
  return {
    step({ loss, valid }) {
      const stuck = whenCollapsed !== null && whenCollapsed > 0 && Math.abs(loss - whenCollapsed) < 0.02 * whenCollapsed
      const few = valid < 0.1
      if (lasts('stuck', stuck) && whenCollapsed !== null)
        return once(
          'stuck',
          `collapse: for ${patience} steps the loss has stayed at ${whenCollapsed.toPrecision(3)}, its value when all embeddings lie on one point; ` +
            'try --positives easiest, --negatives semihard or distance-weighted in place of hardest, a lower --rate, or a larger batch',
        )
      if (lasts('few', few))
        return once(
          'few',
          `few anchors: for ${patience} steps fewer than 10 % of them have had a positive and a negative that count (now ${(100 * valid).toFixed(1)} %); ` +
            'either the training set is learned, or the rules leave too little: try --negatives semihard or all, or more --samples a class',
        )
      return undefined
    },
    rank(effectiveRank, dimension) {
      if (dimension < 2 || effectiveRank >= 1.1) return undefined
      return once(
        'rank',
        `collapse: the embeddings' effective rank is ${effectiveRank.toFixed(2)} of ${dimension}: they lie on one line; ` +
          'try --positives easiest, a smaller margin, or a lower --rate',
      )
    },
    state: () => ({ said: [...said], lasting: Object.fromEntries(lasting) }),
  }
}
