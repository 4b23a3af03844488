import { dirname, join } from 'node:path'
import type { Curation, Decision, DecisionMade } from '../api.ts'
import type { CurationNow } from './curationNow.ts'
import type { CurationPlace } from './curationPlace.ts'
import type { NamedDecision } from './journalEvent.ts'
import type { FilesState } from './labelFiles.ts'
import { labelHeadings } from './labelHeadings.ts'
import type { StandingDecision } from './openStanding.ts'
import { trainCommand } from './trainCommand.ts'

/** The whole state of a curation, in rows of the preparation. */
export function describeCuration(now: CurationNow, place: CurationPlace, files: FilesState): Curation {
  const { standing, run, level } = now
  const { detail } = run
  const decisions = standing.decisions().map((one) => made(now, one))
  const levels = now.levels.map(({ name }) => name)
  const { corrected, levels: headings } = labelHeadings(levels, level.name)
  const judged = detail.evaluateLabel === level.name ? corrected : headings[levels.indexOf(detail.evaluateLabel)]!
  const folder = join(place.given, 'studio', 'curation')
  const count = (what: Decision['do']): number => decisions.filter(({ decision }) => decision.do === what).length
  return {
    level: level.name,
    revision: standing.revision(),
    decisions,
    undoable: standing.undoable(),
    redoable: standing.redoable(),
    missing: decisions.filter(({ decision }) => placesOf(decision).includes(-1)).length,
    journal: join(folder, 'journal.jsonl'),
    file: files.file ? join(folder, 'labels.csv') : null,
    column: corrected,
    accepted: files.accepted ? join(folder, 'label-errors.csv') : null,
    command: files.file ? commandOf(now, place, { file: join(folder, 'labels.csv'), corrected, judged }) : null,
    writing: files.writing,
    complaint: files.complaint,
    counts: {
      relabelled: count('relabel'),
      kept: count('keep'),
      leftOut: count('leave out'),
      kindsNamed: count('name kind'),
      kindsRefused: count('refuse kind'),
      pairsKept: count('keep both'),
    },
  }
}

const placesOf = (decision: Decision): number[] =>
  'row' in decision ? [decision.row] : 'kind' in decision ? [decision.kind] : [decision.a, decision.b]

function made(now: CurationNow, { id, at, decision }: StandingDecision): DecisionMade {
  const of =
    decision.do === 'keep both'
      ? decision.images.map(({ name }) => name)
      : 'kind' in decision
        ? [decision.kind.name]
        : [decision.image.name]
  const was = 'kind' in decision ? decision.kind.class : 'was' in decision ? decision.was : null
  return { id, at, decision: inRows(now, decision), of, was }
}

function inRows({ rows, kinds }: CurationNow, decision: NamedDecision): Decision {
  const rowOf = ({ name }: { readonly name: string }): number => rows.get(name) ?? -1
  switch (decision.do) {
    case 'keep both':
      return { do: 'keep both', a: rowOf(decision.images[0]), b: rowOf(decision.images[1]) }
    case 'name kind':
      return { do: 'name kind', kind: kinds.find(decision.kind.images, (name) => rows.get(name)), name: decision.name }
    case 'refuse kind':
      return { do: 'refuse kind', kind: kinds.find(decision.kind.images, (name) => rows.get(name)) }
    case 'relabel':
      return { do: 'relabel', row: rowOf(decision.image), label: decision.label }
    default:
      return { do: decision.do, row: rowOf(decision.image) }
  }
}

function commandOf(
  { run, config: { settings, form } }: CurationNow,
  { given, program }: CurationPlace,
  { file, corrected, judged }: { readonly file: string; readonly corrected: string; readonly judged: string },
): string {
  return trainCommand(settings, {
    program,
    file,
    label: corrected,
    evaluateLabel: judged,
    out: join(dirname(given), `${nameOf(given)}-curated`),
    size: { image: form.image.width, embedding: run.detail.dimension },
  })
}

const nameOf = (path: string): string =>
  path
    .replace(/[/\\]+$/, '')
    .split(/[/\\]/)
    .at(-1)!
