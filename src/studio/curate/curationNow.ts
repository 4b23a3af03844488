import { demand, fail } from '../../errors.ts'
import { configIn } from '../../runs/storedRun.ts'
import type { JournalEvent } from './journalEvent.ts'
import type { KindsOfRun } from './kindsOfRun.ts'
import { kindsOfRun } from './kindsOfRun.ts'
import type { ColumnValues, CuratedRun } from './openCuratedRun.ts'
import { openCuratedRun } from './openCuratedRun.ts'
import type { Journal } from './openJournal.ts'
import { openJournal } from './openJournal.ts'
import type { Standing } from './openStanding.ts'
import { openStanding } from './openStanding.ts'

/** A journal held against one preparation of a run. */
export interface CurationNow {
  readonly run: CuratedRun
  readonly journal: Journal
  readonly standing: Standing
  /** Of which settings, and on images of which form, the run is. */
  readonly config: ReturnType<typeof configIn>
  readonly kinds: KindsOfRun
  /** Label levels, coarse to fine as the data has them. */
  readonly levels: readonly ColumnValues[]
  /** The label that is curated: the one that was trained on. */
  readonly level: ColumnValues
  readonly kind: ColumnValues | null
  readonly split: ColumnValues | null
  /** Rows of the images that the journal names. */
  readonly rows: Map<string, number>
}

/** Reads what was prepared of a run, and the journal. Fails where either is damaged, and where the journal is of other images:
 *  of another dataset or label, or naming none that the run has. */
export async function curationNow(folder: string, path: string): Promise<CurationNow> {
  const run = openCuratedRun(folder)
  const { dataset, label } = run.detail
  const journal = openJournal(path, { dataset, level: label })
  const standing = openStanding()
  for (const event of journal.events) standing.apply(event)
  const levels = await run.levels()
  const level =
    levels.find(({ name }) => name === label) ??
    fail({ who: folder, rule: 'must have labels to be curated', value: label })
  const [kind, split] = [await run.column('kind'), await run.column('split')]
  const names = new Set(journal.events.flatMap(imagesOf))
  const rows = new Map<string, number>()
  if (names.size > 0)
    for await (const { from, records } of run.blocks())
      for (const [i, { name }] of records.entries()) if (names.has(name)) rows.set(name, from + i)
  demand(names.size === 0 || rows.size > 0, {
    who: path,
    rule: `must be about images of '${dataset}', and this run has none of the ${names.size} that it names`,
    value: [...names][0],
    remedy: 'move it away, or back to the run it was written for',
  })
  return {
    run,
    journal,
    standing,
    config: configIn(folder),
    kinds: kindsOfRun(run, { level, kind }),
    levels,
    level,
    kind,
    split,
    rows,
  }
}

function imagesOf(event: JournalEvent): readonly string[] {
  if (event.event !== 'decision') return []
  const { decision } = event
  if (decision.do === 'keep both') return decision.images.map(({ name }) => name)
  if (decision.do === 'name kind' || decision.do === 'refuse kind') return decision.kind.images
  return [decision.image.name]
}
