/** @file Cross-batch memory (Wang, Zhang, Huang, Scott 2020, Cross-Batch Memory for Embedding Learning, algorithm 1), in float64 by
 *  plain loops.
 *
 *  A queue Q of at most `memory_size` embeddings and labels, empty at first. In each step, with a batch x_1 .. x_B, y_1 .. y_B:
 *
 *  1. the batch goes to the end of Q, one sample after the other; what is more than memory_size leaves at the front;
 *  2. every x_a is compared with every element of Q but its own copy, all pairs of equal labels being positives and all
 *     others negatives; d(x, q) = | x/|x| - q/|q| |, s(x, q) = x·q / (|x| |q|);
 *  3. the loss is that of the pairs:
 *
 *     ContrastiveLoss  mean of [ d(a,p) - pos_margin ]+ over the positives for which it is above 0
 *                      + mean of [ neg_margin - d(a,n) ]+ over the negatives for which it is above 0; 0 for a mean of none
 *     NTXentLoss       mean over positives of -ln( e^(s(a,p)/t) / (e^(s(a,p)/t) + sum over negatives of e^(s(a,n)/t)) )
 *
 *  4. its gradient is that of x_1 .. x_B where they are anchors: what is in Q, their copies too, is constant. Here it is taken
 *     by central differences with steps of 1e-5. */

export interface MemoryRow {
  readonly loss: 'CrossBatchMemory'
  readonly args: {
    readonly memory_size: number
    /** The loss of the pairs, and its arguments. */
    readonly loss: string
    readonly loss_args: Readonly<Record<string, number>>
  }
  readonly steps: readonly MemoryStep[]
}

export interface MemoryStep {
  readonly embeddings: { readonly shape: readonly number[]; readonly data: readonly number[] }
  readonly labels: readonly number[]
  readonly value: number
  readonly grad: { readonly shape: readonly number[]; readonly data: readonly number[] }
}

/** All rows: memories of one batch, of several, and of no whole number of batches. */
export const rows = (): MemoryRow[] => [
  row(1, { memory_size: 8, loss: 'ContrastiveLoss', loss_args: { pos_margin: 0, neg_margin: 1 } }),
  row(2, { memory_size: 24, loss: 'ContrastiveLoss', loss_args: { pos_margin: 0.2, neg_margin: 1.3 } }),
  row(3, { memory_size: 21, loss: 'ContrastiveLoss', loss_args: { pos_margin: 0, neg_margin: 1.1 } }),
  row(4, { memory_size: 8, loss: 'NTXentLoss', loss_args: { temperature: 0.1 } }),
  row(5, { memory_size: 32, loss: 'NTXentLoss', loss_args: { temperature: 0.5 } }),
  row(6, { memory_size: 13, loss: 'NTXentLoss', loss_args: { temperature: 0.2 } }),
]

const size = 8
const dimension = 5
const count = 6

interface Sample {
  readonly x: readonly number[]
  readonly label: number
}

function row(seed: number, args: MemoryRow['args']): MemoryRow {
  const draw = numbers(seed)
  const queue: Sample[] = []
  const steps: MemoryStep[] = []
  for (let step = 0; step < count; step++) {
    const batch: Sample[] = []
    for (let i = 0; i < size; i++) {
      const x: number[] = []
      for (let k = 0; k < dimension; k++) x.push(draw())
      batch.push({ x, label: Math.floor(Math.abs(draw()) * 7) % 4 })
    }
    for (const sample of batch) queue.push(sample)
    while (queue.length > args.memory_size) queue.shift()
    const at = (anchors: readonly Sample[]): number => value(anchors, queue, args)
    const grad: number[] = []
    for (let i = 0; i < size; i++)
      for (let k = 0; k < dimension; k++)
        grad.push((at(moved(batch, i, k, 1e-5)) - at(moved(batch, i, k, -1e-5))) / 2e-5)
    steps.push({
      embeddings: { shape: [size, dimension], data: batch.flatMap(({ x }) => x) },
      labels: batch.map(({ label }) => label),
      value: at(batch),
      grad: { shape: [size, dimension], data: grad },
    })
  }
  return { loss: 'CrossBatchMemory', args, steps }
}

function value(anchors: readonly Sample[], queue: readonly Sample[], { loss, loss_args }: MemoryRow['args']): number {
  const pull: number[] = []
  const push: number[] = []
  const softmaxes: number[] = []
  for (let a = 0; a < anchors.length; a++) {
    const positives: Sample[] = []
    const negatives: Sample[] = []
    for (let q = 0; q < queue.length; q++) {
      // The last of the queue are the batch itself, in its order.
      if (q === queue.length - anchors.length + a) continue
      if (queue[q]!.label === anchors[a]!.label) positives.push(queue[q]!)
      else negatives.push(queue[q]!)
    }
    if (loss === 'ContrastiveLoss') {
      for (const p of positives) pull.push(Math.max(distance(anchors[a]!, p) - loss_args.pos_margin!, 0))
      for (const n of negatives) push.push(Math.max(loss_args.neg_margin! - distance(anchors[a]!, n), 0))
    } else {
      let sum = 0
      for (const n of negatives) sum += Math.exp(cosine(anchors[a]!, n) / loss_args.temperature!)
      for (const p of positives) {
        const own = Math.exp(cosine(anchors[a]!, p) / loss_args.temperature!)
        softmaxes.push(-Math.log(own / (own + sum)))
      }
    }
  }
  if (loss === 'NTXentLoss') return mean(softmaxes)
  return mean(pull.filter((x) => x > 0)) + mean(push.filter((x) => x > 0))
}

function mean(xs: readonly number[]): number {
  let sum = 0
  for (const x of xs) sum += x
  return xs.length === 0 ? 0 : sum / xs.length
}

function cosine({ x }: Sample, { x: y }: Sample): number {
  let product = 0
  for (let k = 0; k < dimension; k++) product += x[k]! * y[k]!
  return product / (Math.hypot(...x) * Math.hypot(...y))
}

function distance({ x }: Sample, { x: y }: Sample): number {
  let squares = 0
  for (let k = 0; k < dimension; k++) squares += (x[k]! / Math.hypot(...x) - y[k]! / Math.hypot(...y)) ** 2
  return Math.sqrt(squares)
}

/** The batch with one number of one embedding moved; the queue keeps what it was. */
const moved = (batch: readonly Sample[], i: number, k: number, by: number): Sample[] =>
  batch.map((sample, row) =>
    row === i ? { ...sample, x: sample.x.map((v, column) => (column === k ? v + by : v)) } : sample,
  )

/** Numbers between -1 and 1, multiples of 1/1024: float32 holds them exactly. Lehmer's generator. */
function numbers(seed: number): () => number {
  let state = seed * 7919
  return () => {
    state = (state * 48271) % 2147483647
    return (Math.floor((state / 2147483647) * 2048) - 1024) / 1024
  }
}
