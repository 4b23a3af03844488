import type { OptionValue } from '../../sweep/range.ts'
import type { MethodResult, SweepResults, TrialResult } from '../../sweep/results.ts'
import { lastValue, ranked } from '../../sweep/results.ts'
import { table } from '../table.ts'
import { wrapped } from '../wrapped.ts'

/** Trials of a method that are listed. */
const mostTrials = 6

/** What the search found, as text: the best trials of every method, and what of them mattered. */
export function searchText({ methods, metric }: SweepResults): string {
  const parts = methods.map((method) => {
    const names = Object.keys(method.space)
    const rows = ranked(method)
      .slice(0, mostTrials)
      .map((one) => [
        `${one.trial === 0 ? 'usual' : one.trial}${one.trial === method.winner ? ' *' : ''}`,
        String(one.rounds.at(-1)?.steps ?? '–'),
        lastValue(one)?.toFixed(4) ?? 'failed',
        ...names.map((name) => shown(one.choice[name])),
      ])
    const failed = method.trials.filter((one) => one.failed !== null)
    return [
      `${method.name}: ${method.trials.length} ${method.trials.length === 1 ? 'trial' : 'trials'}, the best`,
      table(['trial', 'steps', 'value', ...names.map(short)], [rows]),
      ...importanceText(method),
      ...(failed.length > 0 ? [failedWords(failed)] : []),
    ].join('\n\n')
  })
  return [wrapped(`Chosen by ${metric}. *: goes on to the test.`), ...parts].join('\n\n')
}

/** 'triplet:margin' is of the method's own loss: 'margin'. */
const short = (name: string): string => name.split(':').at(-1)!

const shown = (value: OptionValue | undefined): string => (value === undefined ? 'default' : String(value))

function importanceText({ importance }: MethodResult): string[] {
  const known = importance.filter(({ share }) => share !== null).sort((a, b) => b.share! - a.share!)
  if (known.length === 0) return []
  const list = known.map(({ name, share }) => `${short(name)} ${(100 * share!).toFixed(0)} %`).join(', ')
  return [wrapped(`Of the differences between trials each explains alone: ${list}.`)]
}

const failedWords = (failed: readonly TrialResult[]): string =>
  failed.map(({ trial, failed: reason }) => `failed: trial ${trial}: ${reason}`).join('\n')
