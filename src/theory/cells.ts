import type { Interval } from '../evaluate/interval.ts'
import { interval } from '../evaluate/interval.ts'
import type { CollapseExperimentRun } from './collapseExperiment.ts'
import { collapsedBelow } from './collapseExperiment.ts'
import type { Statement } from './statement.ts'

/** The runs of one loss with one rule under one noise, over starts and seeds. */
export interface Cell {
  readonly loss: string
  readonly positives: 'all' | 'easiest'
  readonly noise: number
  readonly runs: number
  /** Runs that ended with their modes on one point. */
  readonly collapsed: number
  /** Runs whose steps ran out. */
  readonly unfinished: number
  /** Distances between modes of a class by those between classes, 95 % interval. */
  readonly ratio: Interval
  /** Groups left in a class. */
  readonly groups: number
  /** Share of samples whose nearest classmate is of their own mode. */
  readonly kept: number
  /** The expected loss where the runs ended, and that of the spread configuration, by that of the collapsed one; null
   *  without noise, where that is 0. */
  readonly lossRatio: Interval | null
  readonly spreadRatio: number | null
  /** Mean of the betas; null where the loss has none. */
  readonly beta: number | null
  readonly statement: Statement | null
}

/** Runs by loss, rule and noise, in the order in which they came. */
export function cellsOf(runs: readonly CollapseExperimentRun[]): Cell[] {
  const groups = new Map<string, CollapseExperimentRun[]>()
  for (const run of runs) {
    const key = `${run.loss} ${run.positives} ${run.noise}`
    groups.set(key, [...(groups.get(key) ?? []), run])
  }
  return [...groups.values()].map((members) => {
    const { loss, positives, noise, collapsed, spread, beta, statement } = members[0]!
    const mean = (of: (run: CollapseExperimentRun) => number): number =>
      members.reduce((sum, run) => sum + of(run), 0) / members.length
    return {
      loss,
      positives,
      noise,
      runs: members.length,
      collapsed: members.filter(({ ratio }) => ratio < collapsedBelow).length,
      unfinished: members.filter(({ converged }) => !converged).length,
      ratio: interval(members.map(({ ratio }) => ratio)),
      groups: mean((run) => run.groups),
      kept: mean((run) => run.kept),
      lossRatio: noise > 0 && collapsed > 0 ? interval(members.map(({ expected }) => expected / collapsed)) : null,
      spreadRatio: noise > 0 && collapsed > 0 ? spread / collapsed : null,
      beta: beta === null ? null : mean((run) => run.beta!),
      statement,
    }
  })
}

/** The lowest noise from which on all runs collapsed, under it and every higher one that was tried; null: there is none. */
export function onsetOf(cells: readonly Cell[]): number | null {
  const sorted = [...cells].sort((a, b) => b.noise - a.noise)
  let onset: number | null = null
  for (const cell of sorted) {
    if (cell.collapsed < cell.runs) break
    onset = cell.noise
  }
  return onset
}
