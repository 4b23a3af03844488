import { demand, fail, NearkinError } from '../../errors.ts'
import { longestLists } from '../../evaluate/searchPart.ts'
import type { Data } from '../../runs/dataOf.ts'
import { divideData } from '../../runs/dataOf.ts'
import type { Settings } from '../../runs/settings.ts'
import { batchesOf } from '../batches.ts'
import { designOf } from '../designOf.ts'
import type { SweepPlan } from './sweepPlan.ts'
import { trialSettings } from './sweepPlan.ts'

/** Fails on what could not be trained or judged: every trial on the first fold, the first trial on every fold. */
export function demandTrainable({ methods, folds, select }: SweepPlan, data: Data): void {
  const divided = folds.map((fold) => divide({ ...methods[0]!.settings, fold }, data))
  if (select === 'map@r') for (const one of divided) demandMapAtR(one)
  for (const method of methods) {
    for (const trial of method.trials.keys()) fits({ ...trialSettings(method, trial), fold: folds[0]! }, divided[0]!)
    for (const [i, fold] of folds.entries()) fits({ ...trialSettings(method, 0), fold }, divided[i]!)
  }
}

function fits(settings: Settings, data: Data): void {
  designOf(settings, data)
  batchesOf(settings, data)
}

/** Who is to be divided is named by the option that asks for it. */
function divide(settings: Settings, data: Data): Data {
  try {
    return divideData(settings, data)
  } catch (error) {
    if (!(error instanceof NearkinError)) throw error
    return fail({
      ...error.complaint,
      who: `--folds (${error.complaint.who})`,
      remedy: 'give --folds 2 or 3, which needs fewer classes, or train on a finer --label',
    })
  }
}

function demandMapAtR({ protocol: { query, evaluateLabel } }: Data): void {
  const counts = new Map<number, number>()
  for (const row of query) counts.set(evaluateLabel.labels[row]!, (counts.get(evaluateLabel.labels[row]!) ?? 0) + 1)
  const most = Math.max(...counts.values())
  demand(most - 1 <= longestLists, {
    who: '--select map@r',
    rule: `is not measured where a class has more than ${longestLists} classmates to find`,
    value: most - 1,
    remedy: 'choose by --select recall@1',
  })
}
