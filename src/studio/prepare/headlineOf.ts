import type { Protocol } from '../../data/protocol.ts'
import type { Judgement } from '../../evaluate/judge.ts'
import { columnsOf } from '../../runs/comparison.ts'
import type { RunDetail } from '../api.ts'

/** The headline numbers of a run that was judged: Recall@1 of the queries that tell most, as `nearkin compare` prints it.
 *  @param protocol of the whole run */
export function headlineOf(judgement: Judgement, protocol: Protocol): Pick<RunDetail, 'recallAt1' | 'effectiveRank'> {
  return { recallAt1: columnsOf({ protocol })[0]!.of(judgement), effectiveRank: judgement.effectiveRank }
}
