import { demand } from '../../errors.ts'
import type { Decision } from '../api.ts'
import type { CurationNow } from './curationNow.ts'
import type { ImageName, NamedDecision } from './journalEvent.ts'

/** A decision in names of the data, as the journal keeps it. Fails on a name for a kind that another class's kind, or another class,
 *  bears: both would become one in the label file. */
export async function namedDecision(now: CurationNow, decision: Decision): Promise<NamedDecision> {
  const { run, rows, level } = now
  const images = async (...wanted: number[]): Promise<ImageName[]> =>
    (await run.records(wanted)).map(({ name, path }, i) => {
      rows.set(name, wanted[i]!)
      return { name, path }
    })
  switch (decision.do) {
    case 'keep both': {
      const [a, b] = await images(decision.a, decision.b)
      return { do: 'keep both', images: [a!, b!] }
    }
    case 'name kind':
    case 'refuse kind': {
      if (decision.do === 'name kind') demandOwnName(now, decision.kind, decision.name)
      const kind = await now.kinds.named(decision.kind)
      for (const [i, name] of kind.images.entries()) rows.set(name, kind.rows[i]!)
      const named = { name: kind.name, class: kind.class, images: kind.images }
      return decision.do === 'name kind'
        ? { do: 'name kind', kind: named, name: decision.name }
        : { do: 'refuse kind', kind: named }
    }
    default: {
      const [image] = await images(decision.row)
      const was = level.classes[level.of[decision.row]!] ?? null
      return decision.do === 'relabel'
        ? { do: 'relabel', image: image!, label: decision.label, was }
        : { do: decision.do, image: image!, was }
    }
  }
}

function demandOwnName({ kinds, level, standing }: CurationNow, kind: number, name: string): void {
  const own = kinds.classOf(kind)
  const named = standing
    .decisions()
    .flatMap(({ decision }) => (decision.do === 'name kind' && decision.name === name ? [decision.kind.class] : []))
  const found = kinds.names.flatMap((one, i) => (one === name ? [kinds.classOf(i)] : []))
  const classes = level.classes.includes(name) ? [name] : []
  const other = [...named, ...found, ...classes].find((one) => one !== own)
  demand(other === undefined || other === null, {
    who: 'the name',
    rule: `must be of one class's kinds alone, and '${other}' has it already`,
    value: name,
    remedy: `choose another, such as '${own}/${name}'`,
  })
}
