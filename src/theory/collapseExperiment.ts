import { random } from '../random.ts'
import { configurationLosses } from './configurations.ts'
import type { Descent, Drawing } from './descend.ts'
import { descend } from './descend.ts'
import { distancesOf } from './distancesOf.ts'
import { openFreeStep } from './freeStep.ts'
import { modesLeft } from './modesLeft.ts'
import type { PopulationSize } from './population.ts'
import { populationOf } from './population.ts'
import type { Setup } from './setup.ts'
import { rowsOf } from './setup.ts'
import type { Start } from './startPlaces.ts'
import { startPlaces } from './startPlaces.ts'
import type { Statement } from './statement.ts'
import { statementOf } from './statement.ts'
import type { TupleLoss } from './tupleLoss.ts'
import { reachOf } from './tupleLoss.ts'

/** A loss of the experiment, by what it is called there. */
export interface NamedLoss {
  readonly name: string
  readonly loss: TupleLoss
  readonly learnBeta: boolean
}

/** All that decides what comes out. */
export interface CollapseExperimentOptions extends PopulationSize {
  readonly losses: readonly NamedLoss[]
  readonly positives: readonly ('all' | 'easiest')[]
  /** Shares of wrong labels, 0 .. 0.5. */
  readonly noise: readonly number[]
  readonly starts: readonly Start[]
  readonly seeds: number
  readonly steps: number
  readonly drawing: Drawing
  readonly dimension: number
  readonly space: Setup['space']
  readonly tied: boolean
  readonly squared: boolean
}

/** One descent, and what became of the modes in it. */
export interface CollapseExperimentRun {
  readonly loss: string
  readonly positives: 'all' | 'easiest'
  readonly noise: number
  readonly start: Start
  readonly seed: number
  /** `ratio`, `width`, `groups` and `kept` of {@link modesLeft} where it ended; `ratioBefore` where it began. */
  readonly ratio: number
  readonly ratioBefore: number
  readonly width: number
  readonly groups: number
  readonly kept: number
  readonly beta: number | null
  /** Exact expectations of the loss: where it ended, and at the two configurations of {@link configurationLosses}. */
  readonly expected: number
  readonly collapsed: number
  readonly spread: number
  readonly statement: Statement | null
  readonly steps: number
  readonly converged: boolean
  /** The points before and after, [points, dimension]; of the first seed alone. */
  readonly before?: readonly number[]
  readonly after?: readonly number[]
}

/** Below this ratio of distances inside of a class and between classes, the modes of a class are said to lie on one point. */
export const collapsedBelow = 0.05

/** Runs the experiment: every loss with every rule for positives, from every start under every noise, with every seed.
 *  A seed gives every loss and rule the same places to start from and the same wrong labels.
 *  @param known runs of an earlier call with the same options: they are not run again
 *  @param onRun told of every run as it ends, those known too
 *  @param stopped true: no further run begins, and the one under way is given up
 *  @returns the runs, all of them unless stopped */
export async function collapseExperiment(
  options: CollapseExperimentOptions,
  {
    known = [],
    onRun = () => {},
    stopped = () => false,
  }: {
    readonly known?: readonly CollapseExperimentRun[]
    readonly onRun?: (run: CollapseExperimentRun, done: number) => void
    readonly stopped?: () => boolean
  } = {},
): Promise<CollapseExperimentRun[]> {
  const held = new Map(known.map((run) => [keyOf(run), run]))
  const runs: CollapseExperimentRun[] = []
  for (const setting of setupsOf(options)) {
    const { setup, name } = setting
    const step = await openFreeStep(setup)
    try {
      for (const cell of cellsOf(options)) {
        if (stopped()) return runs
        const key = { loss: name, positives: setup.positives, ...cell }
        const earlier = held.get(keyOf(key))
        const run = earlier ?? (await runOf(setting, cell, options, step, stopped))
        if (run === null) return runs
        runs.push(run)
        onRun(run, runs.length)
      }
    } finally {
      await step.close()
    }
  }
  return runs
}

/** How many runs there are in the whole experiment. */
export const runsIn = ({ losses, positives, noise, starts, seeds }: CollapseExperimentOptions): number =>
  losses.length * positives.length * noise.length * starts.length * seeds

type Cell = Pick<CollapseExperimentRun, 'noise' | 'start' | 'seed'>

const keyOf = ({
  loss,
  positives,
  noise,
  start,
  seed,
}: Pick<CollapseExperimentRun, 'loss' | 'positives'> & Cell): string => [loss, positives, noise, start, seed].join(' ')

function setupsOf(options: CollapseExperimentOptions): { name: string; setup: Setup }[] {
  const { dimension, space, tied, squared } = options
  const population = populationOf(options)
  return options.losses.flatMap(({ name, loss, learnBeta }) =>
    options.positives.map((positives) => ({
      name,
      setup: { population, dimension, space, tied, squared, loss, learnBeta, positives },
    })),
  )
}

function cellsOf({ noise, starts, seeds }: CollapseExperimentOptions): Cell[] {
  const each = Array.from({ length: seeds }, (_, seed) => seed)
  return noise.flatMap((p) => starts.flatMap((start) => each.map((seed) => ({ noise: p, start, seed }))))
}

async function runOf(
  { name, setup }: { name: string; setup: Setup },
  { noise, start, seed }: Cell,
  { steps, drawing }: CollapseExperimentOptions,
  step: Awaited<ReturnType<typeof openFreeStep>>,
  stopped: () => boolean,
): Promise<CollapseExperimentRun | null> {
  const drawn = random(seed)
  const before = startPlaces(setup, start, drawn.fork(`places ${start}`))
  const ended = await descend(setup, step, before, { noise, drawing, steps, random: drawn.fork('labels'), stopped })
  if (stopped()) return null
  const left = modesAt(setup, ended.points, ended)
  const losses = configurationLosses(setup, noise)
  return {
    loss: name,
    positives: setup.positives,
    noise,
    start,
    seed,
    ratio: short(left.ratio),
    ratioBefore: short(modesAt(setup, before).ratio),
    width: short(left.width),
    groups: short(left.groups),
    kept: short(left.kept),
    beta: ended.beta === null ? null : short(ended.beta),
    expected: short(ended.loss),
    collapsed: short(losses.collapsed),
    spread: short(losses.spread),
    // Labels drawn once have no expectation: the statements are not about them.
    statement: drawing === 'once' ? null : statementOf(setup, noise),
    steps: ended.steps,
    converged: ended.converged,
    ...(seed === 0 ? { before: Array.from(before, short), after: Array.from(ended.points, short) } : {}),
  }
}

function modesAt(setup: Setup, points: Float32Array, ended?: Descent): ReturnType<typeof modesLeft> {
  const { population, dimension, squared, space } = setup
  const distances = distancesOf(rowsOf(setup, points), dimension, { squared, normalize: space === 'sphere' })
  const loss = setup.loss.name === 'margin' ? { ...setup.loss, beta: ended?.beta ?? setup.loss.beta } : setup.loss
  return modesLeft(distances, population, reachOf(loss) / 2)
}

/** Five digits: what is below the last step of a descent says nothing. */
const short = (value: number): number => Number(value.toPrecision(5))
