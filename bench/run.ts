/** @file `npm run bench`: every figure beside what it is compared with, from one run. */
import { spawnSync } from 'node:child_process'
import { availableParallelism, cpus } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { writeAtomically } from '../src/files.ts'
import { benchConvolutions, commonLayers } from './convolutions.ts'
import { benchFeatures } from './features.ts'
import { measureHeadOnFeatures } from './headOnFeatures.ts'
import { measureHeadStep, profileHeadStep } from './headStep.ts'
import { benchKindCounts } from './kindCounts.ts'
import { benchKMeans } from './kMeans.ts'
import { benchLabelErrors } from './labelErrors.ts'
import { lossNames } from './lossCase.ts'
import { benchLosses } from './losses.ts'
import { benchNetworks } from './networks.ts'
import { benchPipeline } from './pipeline.ts'
import { benchPositives } from './positives.ts'
import type { PyTorchStep } from './pytorch.ts'
import { pytorchStep } from './pytorch.ts'
import { benchStudio } from './studio.ts'
import { benchStudioMap } from './studioMap.ts'
import { median, ms } from './timing.ts'

const { values } = parseArgs({
  options: {
    python: { type: 'string', default: 'python3' },
    pml: { type: 'string' },
    batches: { type: 'string', default: '128,512,1024' },
    steps: { type: 'string', default: '60' },
    'memory-steps': { type: 'string', default: '10000' },
    only: {
      type: 'string',
      default:
        'heads,losses,neighbours,retrieval,memory,pipeline,features,head-on-features,networks,convolutions,k-means,label-errors,kind-counts,positives,studio,studio-map',
    },
    losses: { type: 'string', default: lossNames.join() },
    'loss-batches': { type: 'string', default: '128,512,1024,4096' },
    'loss-steps': { type: 'string', default: '20' },
    rounds: { type: 'string', default: '1' },
    photos: { type: 'string' },
    models: { type: 'string' },
    images: { type: 'string', default: '10000' },
    'pipeline-rounds': { type: 'string', default: '9' },
    networks: { type: 'string', default: 'resnet50,vit,mobilenet' },
    'network-batch': { type: 'string', default: '32' },
    'network-size': { type: 'string', default: '224' },
    'network-steps': { type: 'string', default: '3' },
    layers: { type: 'string', default: commonLayers.join(' ') },
    'layer-batch': { type: 'string', default: '32' },
    'layer-times': { type: 'string', default: '5' },
    markdown: { type: 'string' },
    'retrieval-images': { type: 'string', default: '60000' },
    'retrieval-class': { type: 'string', default: '5' },
    'k-means-rows': { type: 'string', default: '60000' },
    'k-means-centres': { type: 'string', default: '11000' },
    'k-means-steps': { type: 'string', default: '8' },
    'k-means-rounds': { type: 'string', default: '2' },
    seeds: { type: 'string', default: '3' },
    'head-images': { type: 'string', default: '100000' },
    'studio-images': { type: 'string', default: '10000' },
    'studio-large': { type: 'string', default: '500000' },
    'studio-rounds': { type: 'string', default: '5' },
    points: { type: 'string', default: '100000,500000' },
    layouts: { type: 'string', default: '5000x64,10000x64,5000x1280,70000x64' },
    help: { type: 'boolean', default: false },
  },
})

const say = (text = ''): void => {
  process.stdout.write(`${text}\n`)
}

if (values.help) {
  say(
    'npm run bench -- [--only heads,losses,neighbours,retrieval,memory,pipeline,features,head-on-features,head-on-features,networks,convolutions,k-means,label-errors,kind-counts,positives,studio,studio-map] [--python FILE] [--pml FOLDER]',
  )
  say('  heads: [--batches 128,512,1024] [--steps 60]; memory: [--memory-steps 10000]')
  say(
    '  losses: [--losses triplet,..] [--loss-batches 128,512,1024,4096] [--loss-steps 20] [--rounds 1] [--markdown FILE]',
  )
  say('  retrieval: [--retrieval-images 60000] [--retrieval-class 5]')
  say('  pipeline: [--photos FOLDER] [--pipeline-rounds 9]; features: --models FOLDER --photos FOLDER [--images 10000]')
  say(
    '  networks: [--networks resnet50,vit,mobilenet,FILE.onnx] [--network-batch 32] [--network-size 224] [--network-steps 3]',
  )
  say('  k-means: [--k-means-rows 60000] [--k-means-centres 11000] [--k-means-steps 8] [--k-means-rounds 2]')
  say('  label-errors: --models FOLDER --photos FOLDER [--seeds 3]')
  say('  kind-counts: [--seeds 3]; positives: --models FOLDER --photos FOLDER [--seeds 3], some half an hour')
  say('  studio (once built): [--studio-images 10000] [--studio-large 500000] [--studio-rounds 5]')
  say('  studio-map: [--points 100000,500000] [--layouts 5000x64,10000x64,5000x1280,70000x64], after npm run build')
  say('  convolutions: [--layers "64,64,3,1,1,56 .."] [--layer-batch 32] [--layer-times 5]')
  say(
    '--python: a python3 with PyTorch; --pml: the folder that holds pytorch_metric_learning, where it is not installed',
  )
} else {
  say(
    `${cpus()[0]?.model}, ${availableParallelism()} cores, node ${process.version}. Medians; read ratios below 1.5 as ties.`,
  )
  const parts = {
    heads,
    losses: allLosses,
    neighbours,
    retrieval,
    memory,
    pipeline,
    features,
    'head-on-features': headOnFeatures,
    networks,
    convolutions,
    'k-means': kMeansPart,
    'label-errors': labelErrorsPart,
    'studio-map': studioMap,
    'kind-counts': kindCountsPart,
    positives: positivesPart,
    studio,
  }
  for (const [name, part] of Object.entries(parts)) if (values.only.split(',').includes(name)) await part()
}

async function studio(): Promise<void> {
  say('\nThe studio, on prepared runs that are made up, in headless Chromium without a GPU:')
  await benchStudio(
    {
      rows: Number(values['studio-images']),
      largeRows: Number(values['studio-large']),
      rounds: Number(values['studio-rounds']),
    },
    say,
  )
}

function networks(): void {
  benchNetworks(
    {
      python: values.python,
      networks: values.networks.split(','),
      batch: Number(values['network-batch']),
      size: Number(values['network-size']),
      steps: Number(values['network-steps']),
    },
    say,
  )
}

function kMeansPart(): void {
  const [rows, centres, steps, rounds] = (['rows', 'centres', 'steps', 'rounds'] as const).map((name) =>
    Number(values[`k-means-${name}`]),
  ) as [number, number, number, number]
  say(`\nK-means, ${rows} x 512, ${centres} centres, at most ${steps} steps from the same first centres:`)
  benchKMeans({ python: values.python, rows, centres, steps, rounds }, say)
}

async function labelErrorsPart(): Promise<void> {
  const { models, photos, seeds } = values
  say('\nLikely label errors, 3 % of the labels flipped, by frozen features of MobileNetV2:')
  if (models === undefined || photos === undefined)
    return say(
      '  not measured: it takes --models, a folder with mobilenetv2.onnx, and --photos, a dataset of label levels',
    )
  await benchLabelErrors({ model: join(models, 'mobilenetv2.onnx'), photos, seeds: Number(seeds) }, say)
}

function kindCountsPart(): void {
  say('\nKinds counted inside classes of known kinds:')
  benchKindCounts({ draws: Number(values.seeds) }, say)
}

async function positivesPart(): Promise<void> {
  const { models, photos, seeds } = values
  say('\nRules for positives, Recall@1 of the fine label, a head on frozen features of MobileNetV2:')
  if (models === undefined || photos === undefined)
    return say(
      '  not measured: it takes --models, a folder with mobilenetv2.onnx, and --photos, a dataset with coarse and fine labels',
    )
  await benchPositives({ model: join(models, 'mobilenetv2.onnx'), photos, seeds: Number(seeds) }, say)
}

async function studioMap(): Promise<void> {
  say("\nThe studio's map, in headless Chromium without a graphics card, 1440 x 900:")
  await benchStudioMap(
    {
      points: values.points.split(',').map(Number),
      layouts: values.layouts
        .split(',')
        .filter(Boolean)
        .map((layout) => layout.split('x').map(Number) as [number, number]),
      program: fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url)),
      browser: process.env.CHROMIUM ?? '/usr/bin/chromium',
    },
    say,
  )
}

function convolutions(): Promise<void> {
  return benchConvolutions(
    {
      python: values.python,
      layers: values.layers.split(' '),
      batch: Number(values['layer-batch']),
      times: Number(values['layer-times']),
    },
    say,
  )
}

function allLosses(): void {
  const lines: string[] = []
  say('\nEvery loss, forward and backward:')
  benchLosses(
    {
      python: values.python,
      pml: values.pml,
      batches: values['loss-batches'].split(',').map(Number),
      losses: values.losses.split(','),
      steps: Number(values['loss-steps']),
      rounds: Number(values.rounds),
    },
    (line) => {
      lines.push(line)
      say(line)
      // After every line: a table that took long is not lost to what fails at its end.
      if (values.markdown !== undefined) writeAtomically(values.markdown, `${lines.join('\n')}\n`)
    },
  )
}

async function headOnFeatures(): Promise<void> {
  const { reading, epoch, batches } = await measureHeadOnFeatures(Number(values['head-images']))
  say(`\nA head of 128 dimensions on cached features [${values['head-images']}, 1280]:`)
  say(
    `  ${reading.toFixed(1)} s to read them from the disk, ${epoch.toFixed(1)} s for an epoch of ${batches} batches of 128: ${(reading + epoch).toFixed(1)} s`,
  )
}

async function pipeline(): Promise<void> {
  say(
    '\nDecode + augment of 500 x 375 JPEGs, one core: random resized crop to 224, flip, colour jitter. Milliseconds an image.',
  )
  const { python, photos } = values
  await benchPipeline(
    { python, rounds: Number(values['pipeline-rounds']), ...(photos === undefined ? {} : { photos }) },
    say,
  )
}

async function features(): Promise<void> {
  const { models, photos } = values
  say('\nFrozen features of MobileNetV2:')
  if (models === undefined || photos === undefined)
    return say('  not measured: it takes --models, a folder with mobilenetv2.onnx, and --photos, a folder of images')
  await benchFeatures({ model: join(models, 'mobilenetv2.onnx'), photos, images: Number(values.images) }, say)
}

async function heads(): Promise<void> {
  const steps = Number(values.steps)
  say(
    '\nHead step: features [B, 2048], linear to 512, easiest positive, semi-hard negative, triplet, Adam. Milliseconds a step.',
  )
  say('Floor: its three matrix products on the same runtime, and one pass over parameters, gradient and moments.')
  const place = { python: values.python, ...(values.pml === undefined ? {} : { pml: values.pml }) }
  for (const batch of values.batches.split(',').map(Number)) {
    // Turn and turn about, so that both see the same machine.
    const ours = [await measureHeadStep(batch, steps)]
    const spinning = pytorchStep(batch, Math.ceil(steps / 2), place, false)
    ours.push(await measureHeadStep(batch, steps))
    const passive = pytorchStep(batch, Math.ceil(steps / 2), place, true)
    ours.push(await measureHeadStep(batch, steps))
    const [step, products, pass] = (['step', 'products', 'pass'] as const).map((name) =>
      median(ours.map((one) => one[name])),
    )
    const floor = products! + pass!
    say(
      `\nB = ${batch}: nearkin ${ms(step!)}; floor ${ms(floor)} (products ${ms(products!)}, pass ${ms(pass!)}): ${(step! / floor).toFixed(2)} of it`,
    )
    beside(step!, spinning, 'as installed')
    beside(step!, passive, 'OMP_WAIT_POLICY=PASSIVE')
    const parts = await profileHeadStep(batch, 20)
    const shown = parts.slice(0, 9).map(([name, time]) => `${name} ${ms(time)}`)
    const rest = parts.slice(9).reduce((sum, [, time]) => sum + time, 0)
    say(`  where it goes, by operator: ${shown.join(', ')}, others ${ms(rest)}`)
  }
}

function beside(step: number, theirs: PyTorchStep | string, how: string): void {
  if (typeof theirs === 'string') say(`  PyTorch (${how}): not measured, ${theirs.split('\n').at(-1)}`)
  else
    say(
      `  PyTorch ${theirs.torch} + pytorch-metric-learning ${theirs.pytorch_metric_learning} (${how}): ${ms(theirs.ms)}, ` +
        `its products alone ${ms(theirs.products_ms.sum)}; nearkin is ${(theirs.ms / step).toFixed(2)} times as fast`,
    )
}

interface Search {
  readonly times: readonly number[]
  readonly megabytes: number
}

function neighbours(): void {
  say('\nExact 10 nearest neighbours of 20,000 x 512 among themselves, each in a process of its own:')
  const runs = [0, 1].map(() => ({
    search: child<Search>('knnChild.js', 'search'),
    products: child<Search>('knnChild.js', 'products'),
  }))
  const search = median(runs.flatMap((run) => run.search.times))
  const products = median(runs.flatMap((run) => run.products.times))
  const most = Math.max(...runs.map((run) => run.search.megabytes))
  say(
    `  ${ms(search)} ms; its products alone ${ms(products)} ms: ${(search / products).toFixed(2)} of them; at most ${most.toFixed(0)} MB resident`,
  )
}

interface Judged {
  readonly ms: number
  readonly processor: number
  readonly megabytes: number
}

function retrieval(): void {
  const [images, each] = [values['retrieval-images'], values['retrieval-class']]
  say(
    `\nAll retrieval metrics of ${images} x 512 among themselves, ${each} a class, micro, macro and by class, each in a process of its own:`,
  )
  // Turn and turn about, so that both see the same machine.
  const runs = [0, 1].map(() => ({
    products: child<Judged>('retrievalChild.js', 'products', images, each),
    metrics: child<Judged>('retrievalChild.js', 'retrieval', images, each),
  }))
  const of = (what: 'products' | 'metrics', measure: 'ms' | 'processor'): number =>
    median(runs.map((run) => run[what][measure]))
  const ratio = (measure: 'ms' | 'processor'): string => (of('metrics', measure) / of('products', measure)).toFixed(2)
  const most = Math.max(...runs.map((run) => run.metrics.megabytes))
  say(
    `  ${ms(of('metrics', 'ms'))} ms; the products alone ${ms(of('products', 'ms'))} ms: ${ratio('ms')} of them; at most ${most.toFixed(0)} MB resident`,
  )
  say(
    `  by processor time ${ms(of('metrics', 'processor'))} and ${ms(of('products', 'processor'))} ms: ${ratio('processor')} of them`,
  )
}

function memory(): void {
  const steps = Number(values['memory-steps'])
  if (steps < 2000) {
    say('\nMemory: not measured, it takes at least 2000 steps.')
    return
  }
  const megabytes = child<number[]>('memoryChild.js', String(steps))
  const [first, last] = [megabytes[0]!, megabytes.at(-1)!]
  say(
    `\nResident memory of a training at B = 128: ${first.toFixed(0)} MB after 1000 steps, ${last.toFixed(0)} MB after ${steps}: ${((last / first - 1) * 100).toFixed(1)} % growth`,
  )
  say(`  every thousandth step: ${megabytes.map((mb) => mb.toFixed(0)).join(' ')}`)
}

function child<T>(file: string, ...words: readonly string[]): T {
  const path = fileURLToPath(new URL(file, import.meta.url))
  const result = spawnSync(process.execPath, [path, ...words], { encoding: 'utf8', maxBuffer: 2 ** 24 })
  if (result.status !== 0) throw new Error(`${file}: ${result.stderr}`)
  return JSON.parse(result.stdout) as T
}
