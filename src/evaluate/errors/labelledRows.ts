import { demand } from '../../errors.ts'

/** The rows that have a label, class by class. */
export interface LabelledRows {
  /** [rows * dimension] the rows of the first class, of the second, and so on. */
  readonly data: Float32Array
  readonly dimension: number
  /** [rows] where each was among those given. */
  readonly places: Int32Array
  /** [rows] class of each, from 0. */
  readonly classOf: Int32Array
  /** [classes] labels, ascending. */
  readonly names: Int32Array
  /** [classes + 1] where each class begins; at last the number of rows. */
  readonly starts: Int32Array
}

/** Brings rows of one label together, labels ascending. Rows of negative label are left out. Fails where embeddings and
 *  labels do not fit together, and on numbers that are not finite. */
export function labelledRows(
  who: string,
  embeddings: Float32Array,
  dimension: number,
  labels: Int32Array,
): LabelledRows {
  demand(Number.isInteger(dimension) && dimension >= 1 && embeddings.length === labels.length * dimension, {
    who,
    rule: `embeddings must have labels * dimension = ${labels.length * dimension} numbers`,
    value: embeddings.length,
  })
  const at = embeddings.findIndex((x) => !Number.isFinite(x))
  demand(at === -1, {
    who,
    rule: 'embeddings must be finite',
    value: `${embeddings[at]} in row ${Math.floor(at / dimension)}`,
  })
  const places = Int32Array.from([...labels.keys()].filter((row) => labels[row]! >= 0)).sort(
    (a, b) => labels[a]! - labels[b]! || a - b,
  )
  const data = new Float32Array(places.length * dimension)
  const classOf = new Int32Array(places.length)
  const [names, starts]: [number[], number[]] = [[], []]
  places.forEach((row, i) => {
    data.set(embeddings.subarray(row * dimension, (row + 1) * dimension), i * dimension)
    if (labels[row] !== names.at(-1)) {
      names.push(labels[row]!)
      starts.push(i)
    }
    classOf[i] = names.length - 1
  })
  starts.push(places.length)
  return { data, dimension, places, classOf, names: Int32Array.from(names), starts: Int32Array.from(starts) }
}
