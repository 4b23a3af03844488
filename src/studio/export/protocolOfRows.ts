import type { LabelLevel } from '../../data/dataset.ts'
import type { Protocol } from '../../data/protocol.ts'

/** A protocol of some of its rows alone, which are numbered anew from 0 in their order. Who was unseen, and which classes hold several
 *  kinds, stays as it was in the whole. */
export function protocolOfRows(protocol: Protocol, rows: Int32Array): Protocol {
  const { label, evaluateLabel, levels, train, query, gallery, severalKinds } = protocol
  const place = new Map(Array.from(rows, (row, i) => [row, i]))
  const placesOf = (of: Int32Array): Int32Array => of.filter((row) => place.has(row)).map((row) => place.get(row)!)
  const level = ({ labels, ...one }: LabelLevel): LabelLevel => ({ ...one, labels: rows.map((row) => labels[row]!) })
  return {
    ...protocol,
    label: level(label),
    evaluateLabel: level(evaluateLabel),
    ...(levels && { levels: levels.map(level) }),
    train: placesOf(train),
    query: placesOf(query),
    gallery: gallery && placesOf(gallery),
    severalKinds: severalKinds.filter((_, q) => place.has(query[q]!)),
  }
}
