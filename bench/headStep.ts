import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { triplet } from '../src/losses/triplet.ts'
import { linear } from '../src/nn/linear.ts'
import { emit } from '../src/onnx/emit.ts'
import { add, gemm, mul } from '../src/ops/index.ts'
import { adam } from '../src/optim/adam.ts'
import { random } from '../src/random.ts'
import type { Session } from '../src/runtime/session.ts'
import { openSession } from '../src/runtime/session.ts'
import type { NumericArray } from '../src/tensor/array.ts'
import { floats, ints } from '../src/tensor/array.ts'
import { input } from '../src/tensor/tensor.ts'
import { features } from '../src/train/intake.ts'
import { freshState } from '../src/train/state.ts'
import { openStep } from '../src/train/step.ts'
import type { StepDesign } from '../src/train/stepDesign.ts'
import type { TrainStep } from '../src/train/trainStep.ts'
import { median, timed } from './timing.ts'

const inputs = 2048
const outputs = 512
const perClass = 4

/** A head step: features [B, 2048], linear to 512, easiest positive and semi-hard negative, triplet loss 0.2, Adam. */
export async function headStep(
  batch: number,
  profile?: string,
): Promise<{ step: () => Promise<void>; close: TrainStep['close'] }> {
  const design: StepDesign = {
    network: linear({ inputs, outputs }),
    loss: triplet({ margin: 0.2 }),
    optimizer: adam(),
    intake: features(inputs),
    batchSize: batch,
    mostPositives: perClass - 1,
  }
  let state = freshState(design.network, design.loss, design.optimizer, random(0))
  const open = await openStep(design, state, profile === undefined ? {} : { profile })
  const samples = normal([batch, inputs], 'features')
  const labels = ints(Array.from({ length: batch }, (_, i) => Math.floor(i / perClass)))
  let at = 0
  return {
    async step() {
      at++
      state = (await open.run({ samples, labels }, state, { step: at, rate: 1e-3, random: random(at) })).state
    },
    close: open.close,
  }
}

/** What no formulation of the step can do without: the forward product, the products of all pairs and the product of the
 *  weight gradient; and one pass over parameters, gradient and the two moments. */
export async function floor(
  batch: number,
): Promise<{ products: () => Promise<unknown>; pass: () => Promise<unknown>; close: () => Promise<void> }> {
  const x = input('x', 'float32', [batch, inputs])
  const w = input('w', 'float32', [outputs, inputs])
  const e = input('e', 'float32', [batch, outputs])
  const products = await openSession(
    emit(
      {
        forward: gemm(x, w, { transB: true }),
        pairs: gemm(e, e, { transB: true }),
        gradient: gemm(e, x, { transA: true }),
      },
      { name: 'products' },
    ),
  )
  const pass = await onePass()
  const feeds = { x: normal([batch, inputs], 'x'), w: normal([outputs, inputs], 'w'), e: normal([batch, outputs], 'e') }
  return {
    products: () => products.run(feeds),
    pass: pass.run,
    close: async () => {
      await products.close()
      await pass.close()
    },
  }
}

/** Reads parameters, gradient and two moments once, and writes parameters and moments once. */
async function onePass(): Promise<{ run: () => Promise<unknown>; close: Session['close'] }> {
  const shape = [outputs, inputs]
  const [p, g, m, v] = ['p', 'g', 'm', 'v'].map((name) => input(name, 'float32', shape)) as [never, never, never, never]
  const session = await openSession(emit({ p2: add(p, g), m2: mul(m, 0.9), v2: mul(v, 0.999) }, { name: 'pass' }))
  const feeds = Object.fromEntries(['p', 'g', 'm', 'v'].map((name) => [name, normal(shape, name)]))
  return { run: () => session.run(feeds), close: session.close }
}

/** Medians of the step, of the products and of the pass, taken in turn so that all see the same machine. */
export async function measureHeadStep(
  batch: number,
  times: number,
): Promise<{ step: number; products: number; pass: number }> {
  const ours = await headStep(batch)
  const least = await floor(batch)
  const measured = { step: [] as number[], products: [] as number[], pass: [] as number[] }
  for (let round = 0; round < 5; round++) {
    const each = { times: Math.ceil(times / 5), warmup: 3 }
    measured.step.push(...(await timed(ours.step, each)))
    measured.products.push(...(await timed(least.products, each)))
    measured.pass.push(...(await timed(least.pass, each)))
  }
  await ours.close()
  await least.close()
  return { step: median(measured.step), products: median(measured.products), pass: median(measured.pass) }
}

/** Milliseconds a step by kind of operator, from the runtime's own profile, largest first. */
export async function profileHeadStep(batch: number, steps: number): Promise<[string, number][]> {
  const prefix = join(tmpdir(), `nearkin-profile-${process.pid}-${batch}`)
  const ours = await headStep(batch, prefix)
  for (let i = 0; i < steps; i++) await ours.step()
  await ours.close()
  const files = readdirSync(tmpdir()).filter((name) => name.startsWith(`nearkin-profile-${process.pid}-${batch}`))
  const totals = new Map<string, number>()
  for (const name of files) {
    const events = JSON.parse(readFileSync(join(tmpdir(), name), 'utf8')) as {
      cat: string
      name: string
      dur: number
      args?: { op_name?: string }
    }[]
    for (const { cat, name: event, dur, args } of events)
      if (cat === 'Node' && event.endsWith('kernel_time') && args?.op_name)
        totals.set(args.op_name, (totals.get(args.op_name) ?? 0) + dur / 1000 / steps)
    rmSync(join(tmpdir(), name))
  }
  return [...totals].sort((a, b) => b[1] - a[1])
}

function normal(shape: readonly number[], seed: string): NumericArray {
  const generator = random(seed)
  const size = shape.reduce((a, b) => a * b, 1)
  return floats(Float32Array.from({ length: size }, generator.normal), shape)
}
