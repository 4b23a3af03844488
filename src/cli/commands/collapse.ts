import type { Command } from 'commander'
import { InvalidArgumentError } from 'commander'
import { fail, NearkinError } from '../../errors.ts'
import { makeFolder } from '../../files.ts'
import { cellsOf } from '../../theory/cells.ts'
import type { CollapseExperimentOptions, CollapseExperimentRun } from '../../theory/collapseExperiment.ts'
import { collapseExperiment, runsIn } from '../../theory/collapseExperiment.ts'
import { populationOf } from '../../theory/population.ts'
import type { Start } from '../../theory/startPlaces.ts'
import { progress } from '../../train/progress.ts'
import { readCollapse, refuseCollapse, writeCollapse } from '../collapseRecord.ts'
import { collapseText } from '../collapseText.ts'
import { freeLossOf } from '../freeLossOf.ts'
import { freshFolder, invocation, resumption } from '../invocation.ts'
import { choice, number, several, wholeFrom } from '../parsers.ts'
import { stopping } from '../stopping.ts'
import { writeCollapseFigures } from '../writeCollapseFigures.ts'

/** `nearkin collapse`: free embeddings, label noise, and what becomes of the modes of a class. */
export function collapse(program: Command): void {
  program
    .command('collapse')
    .description(
      'the theory as an experiment: embeddings without a network, classes of several modes, wrong labels; which losses put a class on one point',
    )
    .option(
      '--losses <names>',
      'triplet and margin, with options: triplet:margin=0.3, margin:beta=1:learn-beta',
      several,
      ['triplet', 'margin:learn-beta'],
    )
    .option('--positives <rules>', 'all, easiest', among(['all', 'easiest']), ['all', 'easiest'])
    .option('--noise <shares>', 'shares of wrong labels, each from 0 to 0.5', shares, [0, 0.02, 0.05, 0.1, 0.2, 0.3])
    .option('--classes <count>', 'classes', wholeFrom(2), 2)
    .option('--modes <count>', 'modes (kinds) of a class', wholeFrom(1), 3)
    .option('--samples <count>', 'samples of a mode', wholeFrom(1), 4)
    .option('--dimension <count>', 'of the embeddings', wholeFrom(1), 2)
    .addOption(
      choice('--space <name>', 'where embeddings lie: the plane or the unit sphere', ['plane', 'sphere']).default(
        'plane',
      ),
    )
    .option('--starts <names>', 'apart: the modes are apart already; random', among(['apart', 'random']), [
      'apart',
      'random',
    ])
    .addOption(
      choice('--labels <when>', 'wrong labels are drawn for each-step, the expectation, or once', [
        'each-step',
        'once',
      ]).default('each-step'),
    )
    .option('--free', 'every sample has an embedding of its own (default: those of a mode share one)')
    .option('--squared', 'squared distances')
    .option('--seeds <count>', 'runs of each, from other places and labels', wholeFrom(1), 3)
    .option('--steps <count>', 'steps at most, where a run does not converge before', wholeFrom(1), 4000)
    .option('--out <folder>', 'where collapse.json, the figures and the page go (default: a new folder in runs/)')
    .option('--resume', 'go on with the runs of --out')
    .option('--json', 'print one JSON object')
    .action(async (given) => {
      const { out = freshFolder('collapse'), resume = false, json = false } = given
      const options = optionsOf(given)
      demandPopulation(options)
      const known = resume ? readCollapse(out, options) : []
      if (!resume) refuseCollapse(out)
      // A place that cannot be written to is said now, not after the first runs.
      makeFolder(out)
      const total = runsIn(options)
      const shown = progress({ total, unit: 'runs', label: 'collapse' })
      const stop = stopping(resumption(out), 'the runs that have ended')
      try {
        const ended: CollapseExperimentRun[] = []
        const runs = await stop.saving(() =>
          collapseExperiment(options, {
            known,
            stopped: () => stop.requested,
            onRun: (run, done) => {
              shown.update(done, `${run.loss}, ${run.positives}, noise ${run.noise}: ratio ${run.ratio.toFixed(3)}`)
              ended.push(run)
              // A process that is killed loses a few runs at most.
              if (done % 10 === 0) writeCollapse(out, options, ended)
            },
          }),
        )
        shown.done()
        const record = writeCollapse(out, options, runs)
        if (stop.requested) return stop.stopped(`stopped after ${runs.length} of ${total} runs, saved in ${record}`)
        const paths = writeCollapseFigures(out, options, runs, invocation())
        const cells = cellsOf(runs)
        process.stdout.write(
          json
            ? `${JSON.stringify({ record, page: paths.at(-1), figures: paths.slice(0, -1), options, cells })}\n`
            : `\n${collapseText(cells)}\n\nnumbers: ${record}\npage: ${paths.at(-1)}\n`,
        )
      } finally {
        stop.dispose()
      }
    })
}

interface Given {
  readonly losses: readonly string[]
  readonly positives: readonly ('all' | 'easiest')[]
  readonly noise: readonly number[]
  readonly classes: number
  readonly modes: number
  readonly samples: number
  readonly dimension: number
  readonly space: 'plane' | 'sphere'
  readonly starts: readonly Start[]
  readonly labels: 'each-step' | 'once'
  readonly free?: boolean
  readonly squared?: boolean
  readonly seeds: number
  readonly steps: number
}

const optionsOf = (given: Given): CollapseExperimentOptions => ({
  losses: given.losses.map(freeLossOf),
  positives: given.positives,
  noise: given.noise,
  starts: given.starts,
  seeds: given.seeds,
  steps: given.steps,
  drawing: given.labels,
  classes: given.classes,
  modes: given.modes,
  samples: given.samples,
  dimension: given.dimension,
  space: given.space,
  tied: given.free !== true,
  squared: given.squared === true,
})

/** Fails, naming the option, where classes, modes and samples make no population. */
function demandPopulation(options: CollapseExperimentOptions): void {
  try {
    populationOf(options)
  } catch (error) {
    if (!(error instanceof NearkinError)) throw error
    fail({ ...error.complaint, who: `--${error.complaint.who}` })
  }
}

/** Several of some words. */
const among =
  <Word extends string>(words: readonly Word[]) =>
  (text: string): Word[] => {
    const chosen = several(text)
    const stray = chosen.find((word) => !words.includes(word as Word))
    if (stray !== undefined) throw new InvalidArgumentError(`Allowed are ${words.join(', ')}; got '${stray}'.`)
    return chosen as Word[]
  }

/** Numbers from 0 to 0.5, in rising order. */
function shares(text: string): number[] {
  const values = several(text).map(number)
  for (const value of values)
    if (value < 0 || value > 0.5)
      throw new InvalidArgumentError(
        `Each must be from 0 to 0.5: beyond, more labels are wrong than right; got ${value}.`,
      )
  return [...new Set(values)].sort((a, b) => a - b)
}
