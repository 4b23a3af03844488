import { demand } from '../errors.ts'
import { slice } from '../ops/index.ts'
import type { Batch } from '../pairs/batch.ts'
import { fixedDim } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { agreed, combined } from './combined.ts'
import type { Loss } from './loss.ts'
import { ofLevel } from './ofLevel.ts'

/** The loss of one head. */
export interface HeadLoss {
  readonly loss: Loss
  /** Which column of the labels [B, L] it sees, from 0. Default: the labels as they are. */
  readonly level?: number
  /** Default 1. */
  readonly weight?: number
  /** The most positives that one anchor can have on this level. Default the batch's. */
  readonly mostPositives?: number
}

/** A loss for each head of a network with several (`severalHeads`), added with weights.
 *
 *  L = sum_h w_h L_h(part h of the embeddings, labels[:, level of h])
 *
 *  A loss sees its head's part of the embeddings as if it were all there is, with its own rules, parameters and memory.
 *
 *  @param heads by the heads' names
 *  @param widths dimensions of each part, in the order of the embedding: `severalHeads(...).widths`
 *  @use Where one space cannot hold two notions of likeness, such as kind and colour, or a coarse and a fine class: each head
 *    learns its own, and the whole embedding is searched by all, or a part by one.
 *  @cost That of its losses.
 *  @collapse As its losses. */
export function perHead(heads: Readonly<Record<string, HeadLoss>>, widths: Readonly<Record<string, number>>): Loss {
  const [given, wanted] = [Object.keys(heads).sort(), Object.keys(widths).sort()]
  demand(given.join() === wanted.join(), {
    who,
    rule: `every head must have a loss: ${wanted.join(', ')}`,
    value: given.join(', '),
    remedy: 'name the losses as the heads of severalHeads',
  })
  for (const [name, { level }] of Object.entries(heads))
    demand(level === undefined || (Number.isSafeInteger(level) && level >= 0), {
      who,
      rule: `the level of ${name} must be a whole number from 0, a column of the labels`,
      value: level,
    })
  const named = Object.keys(widths).map((name) => ({ name, ...heads[name]! }))
  const leveled = named.filter(({ level }) => level !== undefined)
  demand(leveled.length === 0 || leveled.length === named.length, {
    who,
    rule: 'a level must be given for every head or for none',
    value: leveled.map(({ name }) => name),
  })
  const total = Object.values(widths).reduce((sum, width) => sum + width, 0)
  let start = 0
  const parts = named.map(({ name, loss, weight = 1, level, mostPositives }) => {
    const from = start
    start += widths[name]!
    const to = start
    const view = (batch: Batch): Batch => {
      const part = ofPart(batch, from, to, total)
      return level === undefined ? part : ofLevel(who, part, level, mostPositives)
    }
    return { loss, weight, view }
  })
  const classes = agreed(who, 'classes', leveled.length > 0 ? [] : named.map(({ loss }) => loss.classes))
  const columns = Math.max(0, ...leveled.map(({ level }) => level! + 1))
  const levels = Array.from({ length: columns }, (_, column) => {
    const here = leveled.filter(({ level }) => level === column)
    return (
      agreed(
        who,
        `classes of level ${column}`,
        here.map(({ loss }) => loss.classes),
      ) ?? null
    )
  })
  return {
    ...combined(who, parts),
    ...(classes === undefined ? {} : { classes }),
    ...(columns === 0 ? {} : { levels }),
  }
}

const who = 'per head'

/** The batch with dimensions `from` to `to` of its embeddings, and of its references'. */
function ofPart(batch: Batch, from: number, to: number, total: number): Batch {
  const part = (embeddings: Tensor): Tensor => {
    const width = fixedDim(embeddings, 1, who)
    demand(width === total, {
      who,
      rule: `the embeddings must have the ${total} dimensions of all heads`,
      value: width,
      remedy: 'give the widths of the heads that the network has',
    })
    return slice(embeddings, { starts: [from], ends: [to], axes: [1] })
  }
  const { embeddings, references } = batch
  return {
    ...batch,
    embeddings: part(embeddings),
    ...(references ? { references: { ...references, embeddings: part(references.embeddings) } } : {}),
  }
}
