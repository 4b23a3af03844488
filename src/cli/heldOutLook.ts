import { spaced } from '../data/spaced.ts'
import { knn } from '../evaluate/knn.ts'
import { neighboursNeeded } from '../evaluate/neighboursNeeded.ts'
import { retrieval } from '../evaluate/retrieval.ts'
import { summarize } from '../evaluate/summarize.ts'
import type { Data } from '../runs/dataOf.ts'
import { embedRows } from '../runs/dataOf.ts'
import { mostAsked } from '../runs/glance.ts'
import type { Embedder } from '../train/embedder.ts'

/** What the held-out images say of a training that goes on: how well they find their class, of the label that is trained on,
 *  among the training images. The finer label and the test images stay unseen. */
export interface HeldOut {
  readonly heldOutRecallAt1: number
  readonly heldOutMapAtR: number
}

/** A look at the held-out images with an embedder; undefined where none are held out. */
export function heldOutLook({
  protocol,
  samples,
  heldOut,
  trunk,
}: Pick<Data, 'protocol' | 'samples' | 'heldOut' | 'trunk'>): ((embedder: Embedder) => Promise<HeldOut>) | undefined {
  if (heldOut.length === 0) return undefined
  // What is chosen by it should rest on more than a glance.
  const most = 2 * mostAsked({ trunk })
  const asked = spaced(heldOut, most)
  const among = spaced(protocol.train, 2 * most)
  const labels = (rows: Int32Array): Int32Array => rows.map((row) => protocol.label.labels[row]!)
  const levels = [{ name: protocol.label.name, queryLabels: labels(asked), galleryLabels: labels(among) }] as const
  const k = neighboursNeeded({ levels, leaveOneOut: false, ks: [1] })
  return async (embedder) => {
    const queries = await embedRows(embedder, { samples }, asked)
    const gallery = await embedRows(embedder, { samples }, among)
    const blocks = knn({ queries, gallery, dimension: embedder.dimension, k })
    const [perQuery] = await retrieval({ blocks, levels, leaveOneOut: false, ks: [1] })
    const { means } = summarize(perQuery)
    return { heldOutRecallAt1: means['Recall@1'] ?? Number.NaN, heldOutMapAtR: means['MAP@R'] ?? Number.NaN }
  }
}
