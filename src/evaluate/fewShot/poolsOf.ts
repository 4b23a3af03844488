import { demand } from '../../errors.ts'
import { rowsByLabel } from '../rowsByLabel.ts'

/** What an episode can draw of one class: rows to take examples from, and rows to ask about; null: those of the former that
 *  are no examples. */
export interface Candidate {
  readonly examples: Int32Array
  readonly asked: Int32Array | null
}

/** The classes that an episode can draw from, once for each group, and for each two makers in it: only such as have enough
 *  classes with enough rows. */
export function poolsOf({
  labels,
  asked = null,
  ways,
  shots,
  within,
  makers,
}: {
  readonly labels: Int32Array
  readonly asked?: { readonly labels: Int32Array } | null
  readonly ways: number
  readonly shots: number
  readonly within?: Int32Array
  readonly makers?: Int32Array
}): readonly (readonly Candidate[])[] {
  demand(asked === null || makers === undefined, {
    who: 'fewShot',
    rule: 'makers part the rows by themselves',
    remedy: 'leave out the rows to ask about, or the makers',
  })
  const others = asked && rowsBy(asked.labels)
  const groups = new Map<number, Int32Array[]>()
  for (const rows of rowsBy(labels).values()) {
    const group = within?.[rows[0]!] ?? 0
    const known = groups.get(group)
    if (known) known.push(rows)
    else groups.set(group, [rows])
  }
  const pools = [...groups.values()].flatMap((classes): Candidate[][] => {
    if (makers !== undefined) return byMakers(classes, makers)
    return [
      classes.map((examples) => ({
        examples,
        asked: others && (others.get(labels[examples[0]!]!) ?? new Int32Array(0)),
      })),
    ]
  })
  return pools
    .map((pool) =>
      pool.filter(
        ({ examples, asked: to }) => examples.length >= shots + (to === null ? 1 : 0) && (to === null || to.length > 0),
      ),
    )
    .filter((pool) => pool.length >= ways)
}

/** For every two makers, in either order, the rows of each class by the one and by the other. */
function byMakers(classes: readonly Int32Array[], makers: Int32Array): Candidate[][] {
  const parted = classes.map((rows) => {
    const of = rowsBy(rows.map((row) => makers[row]!))
    return new Map([...of].map(([maker, at]) => [maker, at.map((i) => rows[i]!)]))
  })
  const all = [...new Set(parted.flatMap((of) => [...of.keys()]))].sort((a, b) => a - b)
  const none = new Int32Array(0)
  return all.flatMap((one) =>
    all
      .filter((other) => other !== one)
      .map((other) => parted.map((of) => ({ examples: of.get(one) ?? none, asked: of.get(other) ?? none }))),
  )
}

/** The rows of each label. */
const rowsBy = (labels: Int32Array): Map<number, Int32Array> =>
  new Map([...rowsByLabel(labels)].map(([label, rows]) => [label, Int32Array.from(rows)]))
