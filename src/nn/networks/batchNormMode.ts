import { demand } from '../../errors.ts'
import { frozenStatistics } from '../frozenStatistics.ts'
import type { Layer } from '../layer.ts'

/** What batch normalisation does in training: 'training' normalises by the batch and follows its statistics, 'frozen' uses
 *  the running statistics and leaves them as they are. */
export type BatchNormMode = 'training' | 'frozen'

/** A network in which batch normalisation does as told. Fails, naming the network, on any other word. */
export function inBatchNormMode<L extends Layer>(who: string, mode: BatchNormMode, network: L): L {
  demand(mode === 'training' || mode === 'frozen', {
    who,
    rule: "batchNorm must be 'training' or 'frozen'",
    value: mode,
  })
  return mode === 'frozen' ? frozenStatistics(network) : network
}
