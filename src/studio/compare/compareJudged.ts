import { holm } from '../../evaluate/holm.ts'
import type { Interval } from '../../evaluate/interval.ts'
import type { Column, Method } from '../../runs/comparison.ts'
import { classColumns, columnsIn, estimate, testOf } from '../../runs/comparison.ts'
import { ruleNames } from '../../runs/lossOf.ts'
import { methodNames } from '../../runs/methodNames.ts'
import type { ComparedMethod, Comparison, Estimate, MethodDifference } from '../api.ts'
import { differingSettings } from './differingSettings.ts'
import type { JudgedRun } from './judgedRun.ts'
import { sameData } from './sameData.ts'

/** Differences that are told at most: of more methods than these allow, the first column's alone. */
const mostDifferences = 40_000

/** How finished runs compare, from what they were found to be worth. Runs of one setting but for the seed are a method. Those judged on
 *  other images or by other labels than the first are left out, with the reason.
 *  @param left runs that cannot be compared at all */
export function compareJudged(runs: readonly JudgedRun[], left: Comparison['left']): Comparison {
  const { alike, others } = sameData(runs)
  const { kept, again } = withoutCopies(alike)
  const leftOut = [...left, ...others, ...again]
  if (kept.length === 0)
    return { columns: [], methods: [], differences: [], over: null, byClass: null, settings: [], left: leftOut }
  const methods = methodsOf(kept)
  const columns = columnsIn(kept[0]!.judgement, kept[0]!.label)
  const several = methods.some((method) => method.runs.length > 1)
  const over = methods.length > 1 && several ? 'seeds' : null
  const classes = classColumns(methods)
  return {
    columns: columns.map(({ name, definition, better }) => ({ name, definition, better })),
    methods: methods.map((method): ComparedMethod => {
      const { positives, negatives } = ruleNames(method.settings)
      return {
        name: method.name,
        loss: method.settings.loss,
        positives: positives ?? 'no',
        negatives: negatives ?? 'no',
        runs: method.runs.map(({ folder }) => folder),
        estimates: columns.map((column) => told(estimate(column, method))),
      }
    }),
    differences: over === null ? [] : differencesOf(methods, columns),
    over,
    byClass:
      classes.length === 0
        ? null
        : {
            name: `Recall@1 by ${kept[0]!.judgement.levels[0]!.level}`,
            definition:
              'share of the queries of a class whose nearest neighbour is of it, among classes that were trained on or among those that never were',
            classes: classes.map(({ name, seen }) => ({ name, seen })),
            rows: classes.map((column) => methods.map((method) => told(estimate(column, method)))),
          },
    settings: differingSettings(methods.map(({ settings, backbone }) => ({ settings, backbone }))),
    left: leftOut,
  }
}

/** A method whose runs stand by their ids in place of their folders. */
type Grouped = Method & { readonly backbone: string | null }

function methodsOf(runs: readonly JudgedRun[]): Grouped[] {
  const groups = new Map<string, JudgedRun[]>()
  for (const run of runs) {
    const key = methodKey(run)
    groups.set(key, [...(groups.get(key) ?? []), run])
  }
  const firsts = [...groups.values()].map((group) => group[0]!)
  const names = methodNames(firsts.map(({ settings }) => settings)).short
  const used = new Map<string, number>()
  return [...groups.values()].map((group, i) => {
    const { settings, backbone } = group[0]!
    const count = (used.get(names[i]!) ?? 0) + 1
    used.set(names[i]!, count)
    return {
      name: count === 1 ? names[i]! : `${names[i]} (${count})`,
      settings,
      backbone,
      runs: group.map(({ id, settings: own, judgement }) => ({ seed: own.seed, folder: id, judgement })),
    }
  })
}

const methodKey = ({ settings, backbone }: JudgedRun): string => JSON.stringify([{ ...settings, seed: 0 }, backbone])

/** A run with the settings and the seed of another says nothing new of chance. */
function withoutCopies(runs: readonly JudgedRun[]): { kept: JudgedRun[]; again: { run: string; reason: string }[] } {
  const seen = new Map<string, string>()
  const again: { run: string; reason: string }[] = []
  const kept = runs.filter((run) => {
    const key = `${run.settings.seed} ${methodKey(run)}`
    const first = seen.get(key)
    if (first === undefined) seen.set(key, run.id)
    else again.push({ run: run.id, reason: `has the settings and the seed of ${first}, which stands for both` })
    return first === undefined
  })
  return { kept, again }
}

function differencesOf(methods: readonly Method[], columns: readonly Column[]): MethodDifference[] {
  const pairs = methods.flatMap((_, less) => methods.slice(less + 1).map((__, i) => ({ of: less + 1 + i, less })))
  const told = pairs.length * columns.length <= mostDifferences ? columns : columns.slice(0, 1)
  return told.flatMap((column, at) => {
    const tested = pairs.flatMap(({ of, less }) => {
      const found = testOf(column, methods[of]!, methods[less]!)
      return found ? [{ of, less, found }] : []
    })
    const known = tested.filter(({ found }) => found.p !== null)
    const corrected = holm(known.map(({ found }) => found.p!))
    const pOf = new Map(known.map((one, i) => [one, corrected[i]!]))
    return tested.map(
      (one): MethodDifference => ({
        of: one.of,
        less: one.less,
        column: at,
        estimate: estimateOf(one.found.difference),
        p: pOf.get(one) ?? null,
      }),
    )
  })
}

const estimateOf = ({ mean, half, n }: Interval): Estimate => ({ mean, halfWidth: half, n })
const told = (value: Interval | null): Estimate | null => value && estimateOf(value)
