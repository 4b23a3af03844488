import type { Protocol } from '../../data/protocol.ts'
import type { Judgement } from '../../evaluate/judge.ts'
import { columnsOf } from '../../runs/comparison.ts'
import { populationOf } from '../../runs/population.ts'
import type { RunDetail } from '../api.ts'

/** The headline numbers of a run that was judged: Recall@1 of the queries that tell most, as `nearkin compare` prints it, and which
 *  these are.
 *  @param protocol of the whole run */
export function headlineOf(
  judgement: Judgement,
  protocol: Protocol,
): Required<Pick<RunDetail, 'recallAt1' | 'recallOf' | 'effectiveRank'>> {
  const { kind, words } = populationOf(protocol)
  return {
    recallAt1: columnsOf({ protocol })[0]!.of(judgement),
    recallOf: kind === 'all' ? allQueries : `queries of ${words}`,
    effectiveRank: judgement.effectiveRank,
  }
}

/** In words, where nothing is left out. */
export const allQueries = 'all queries'
