import { availableParallelism } from 'node:os'
import { demand, fail } from '../../errors.ts'
import type { Augment } from '../augment/augment.ts'
import { demandOrder } from '../augment/augmentOf.ts'
import type { Dataset, Skipped } from '../dataset.ts'
import type { ImageForm } from './makeImage.ts'
import type { Job } from './messages.ts'
import { openCrew } from './openCrew.ts'
import { replacements } from './replacements.ts'
import { sharedSource } from './sharedSource.ts'

export interface LoaderOptions {
  readonly dataset: Dataset
  readonly form: ImageForm
  /** Default: none, and every epoch shows the same images. */
  readonly augment?: Augment
  readonly seed: number | string
  /** The class of each image of the dataset: what cannot be read is replaced by one of its class. Left out, by any. */
  readonly labels?: ArrayLike<number>
  /** Threads that decode. Default: one a core. 0: this thread, while it is not busy. */
  readonly workers?: number
  /** Batches that are prepared before they are asked for. Default 2. */
  readonly ahead?: number
  /** Whether an image that cannot be read is an error. */
  readonly strict?: boolean
  /** Called once for each image that cannot be read. */
  readonly onSkipped?: (skipped: Skipped) => void
}

/** Rows of the dataset that make a batch, in their order, and the epoch on which their variation depends. */
export interface BatchPlan {
  readonly rows: ArrayLike<number>
  readonly epoch: number
}

export interface Loader {
  /** Those images, uint8 [rows, height, width, channels].
   *  @param at the epoch (default 0), and the step, by which a batch that was prepared is known */
  readonly batch: (
    rows: ArrayLike<number>,
    at?: { readonly epoch?: number; readonly step?: number },
  ) => Promise<Uint8Array>
  /** Prepares the batches of the steps to come, `ahead` of the last that was asked for.
   *  @param plan the batch of a step; undefined after the last
   *  @param from the first step that will be asked for, default 0 */
  readonly prefetch: (plan: (step: number) => BatchPlan | undefined, from?: number) => void
  /** The images that could not be read so far, each once, in the order in which they were found. */
  readonly skipped: readonly Skipped[]
  /** Stops what is under way and ends the workers. */
  readonly close: () => Promise<void>
}

/** Opens a loader: worker threads that decode and vary images, ahead of the training that uses them. What an image looks like
 *  in an epoch is a function of seed, epoch and its index in the dataset alone, whatever the batch, the number of workers, or
 *  what came before.
 *  An image that cannot be read is listed, and replaced in its batch by another of its class (see `replacements`); fails where no
 *  image of its class can be read, and with `strict` at once. */
export function openLoader(options: LoaderOptions): Loader {
  const { dataset, form, augment = [], seed, labels, ahead = 2, strict = false, onSkipped } = options
  const { workers = defaultWorkers() } = options
  checkOptions({ ...options, workers, ahead, augment })
  const recipe = augment.map(({ name, options }) => ({ name, options }))
  const crew = openCrew(workers, { form, recipe, seed }, augment)
  const classmates = { size: dataset.size, seed, ...(labels === undefined ? {} : { labels }) }
  const stride = form.width * form.height * form.channels
  const broken = new Map<number, string>()
  const skipped: Skipped[] = []
  const spare = sparePixels()
  let plan: ((step: number) => BatchPlan | undefined) | undefined
  const prepared = new Map<number, BatchPlan & { readonly pixels: Promise<Uint8Array> }>()

  /** Notes an image that cannot be read. */
  const note = (row: number, reason: string): void => {
    const name = dataset.names[row]!
    if (strict)
      fail({
        who: name,
        rule: reason,
        remedy: 'repair or remove it, or leave strict out: it is then skipped and listed',
      })
    if (broken.has(row)) return
    broken.set(row, reason)
    skipped.push({ name, reason })
    onSkipped?.({ name, reason })
  }

  const chosenFor = (rows: ArrayLike<number>): number[] =>
    replacements(rows, broken, classmates).map(
      (row, slot) =>
        row ??
        fail({
          who: 'loader',
          rule: `no image of the class of '${dataset.names[rows[slot]!]}' can be read: ${broken.get(rows[slot]!)}`,
          remedy: 'leave the class out, or repair its files',
        }),
    )

  /** Makes a batch in shared memory, in rounds: what fails in one is replaced in the next. */
  async function make({ rows, epoch }: BatchPlan): Promise<Uint8Array> {
    const pixels = spare.take(rows.length * stride)
    const present = new Array<number>(rows.length).fill(-1)
    for (;;) {
      const chosen = chosenFor(rows)
      const wanted = chosen.map((row, slot) => ({ row, slot })).filter(({ row, slot }) => present[slot] !== row)
      if (wanted.length === 0) return pixels
      for (const { row, slot } of wanted) present[slot] = row
      const found = await Promise.all(
        wanted.map(async (job) => ({ ...job, source: await sharedSource(dataset.source(job.row)) })),
      )
      const jobs = found.filter(isJob)
      for (const { row, source } of found) if (typeof source === 'string') note(row, source)
      if (jobs.length === 0) continue
      for (const { slot, reason } of await crew.run({ epoch, batch: rows.length, jobs, pixels }))
        note(present[slot]!, reason)
    }
  }

  const start = (batch: BatchPlan): Promise<Uint8Array> => {
    const pixels = make(batch)
    pixels.catch(() => {}) // is thrown where the batch is asked for
    return pixels
  }

  const prepare = (from: number): void => {
    for (const step of prepared.keys()) if (step < from) prepared.delete(step)
    for (let step = from; step < from + ahead; step++) {
      if (prepared.has(step)) continue
      const batch = plan?.(step)
      if (batch === undefined) return
      prepared.set(step, { ...batch, pixels: start(batch) })
    }
  }

  return {
    skipped,
    async batch(rows, { epoch = 0, step } = {}) {
      checkRows(rows, dataset.size)
      const ready = step === undefined ? undefined : prepared.get(step)
      const pixels = ready !== undefined && isSame(ready, { rows, epoch }) ? ready.pixels : start({ rows, epoch })
      if (step !== undefined) prepare(step + 1)
      const shared = await crew.hold(pixels)
      // The runtime does not take shared memory, and what is copied can be used again.
      const own = shared.slice()
      spare.give(shared)
      return own
    },
    prefetch(next, from = 0) {
      plan = next
      prepared.clear()
      prepare(from)
    },
    close: () => crew.close(),
  }
}

/** Workers run from compiled files; from TypeScript itself, as in tests, this thread does the work. */
const defaultWorkers = (): number => (import.meta.url.endsWith('.ts') ? 0 : availableParallelism())

/** Shared memory that is used again for batches of the same size. */
function sparePixels(): { take: (length: number) => Uint8Array; give: (pixels: Uint8Array) => void } {
  let free: Uint8Array[] = []
  return {
    take(length) {
      free = free.filter((pixels) => pixels.length === length)
      return free.pop() ?? new Uint8Array(new SharedArrayBuffer(length))
    },
    give: (pixels) => free.push(pixels),
  }
}

const isJob = (found: { source: Job['source'] | string; row: number; slot: number }): found is Job =>
  typeof found.source !== 'string'

const isSame = (a: BatchPlan, b: BatchPlan): boolean =>
  a.epoch === b.epoch && a.rows.length === b.rows.length && Array.from(a.rows).every((row, i) => row === b.rows[i])

function checkRows(rows: ArrayLike<number>, size: number): void {
  for (const row of Array.from(rows))
    demand(Number.isInteger(row) && row >= 0 && row < size, {
      who: 'loader',
      rule: `rows go from 0 to ${size - 1}`,
      value: row,
    })
}

function checkOptions({ dataset, form, augment, labels, workers, ahead }: LoaderOptions & { augment: Augment }): void {
  const who = 'loader'
  for (const side of ['width', 'height'] as const)
    demand(Number.isInteger(form[side]) && form[side] > 0, {
      who,
      rule: `${side} of its images must be a whole number of pixels`,
      value: form[side],
    })
  demand(form.channels === 1 || form.channels === 3, { who, rule: 'images have 1 or 3 channels', value: form.channels })
  for (const [name, value] of Object.entries({ workers, ahead }))
    demand(Number.isInteger(value) && value! >= 0, { who, rule: `${name} must be a whole number`, value })
  demand(labels === undefined || labels.length === dataset.size, {
    who,
    rule: `labels must be one for each of the ${dataset.size} images`,
    value: labels?.length,
  })
  demandOrder(augment)
}
