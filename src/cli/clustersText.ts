import type { LevelJudgement } from '../evaluate/judge.ts'
import { levelWords } from '../runs/levelWords.ts'
import { shown } from '../runs/shown.ts'
import { partNames } from './partNames.ts'
import { table } from './table.ts'

/** Clusters by one level, as a table. Empty where nothing was clustered.
 *  @param many what the classes of seen and unseen are called, in the plural */
export function clustersText({ level, clusters }: LevelJudgement, many: string): string {
  const columns = clusters ? partNames(clusters, many) : []
  const { one } = levelWords(level)
  if (!columns.some(([, part]) => part)) return ''
  const row = (name: string, of: 'k' | 'nmi' | 'ami' | 'ari' | 'f1'): string[] => [
    name,
    ...columns.map(([, part]) => (of === 'k' ? String(part?.k ?? '–') : shown(part?.[of] ?? null))),
  ]
  return table(
    [`clusters by ${one}`, ...columns.map(([name]) => name)],
    [[row('clusters', 'k')], [row('AMI', 'ami'), row('NMI', 'nmi'), row('ARI', 'ari'), row('pairwise F1', 'f1')]],
  )
}
