import type { Cell } from '../cells.ts'
import { noiseChart } from './noiseChart.ts'
import { among, rulesAmong } from './panels.ts'

/** The exact expected loss where the descents ended, and at the spread configuration, by that of the collapsed one. null
 *  where there was no noise, so that all are 0. */
export function lossFigure(cells: readonly Cell[]): string | null {
  const noisy = cells.filter(({ lossRatio }) => lossRatio !== null)
  if (noisy.length === 0) return null
  const panels = among(noisy).map(({ loss, cells: own }) => ({
    title: loss,
    across: { value: 1, words: '' },
    lines: rulesAmong(own).flatMap((kind) => {
      const mine = own.filter(({ positives }) => positives === kind)
      return [
        {
          kind,
          measured: false,
          points: mine.map(({ noise, spreadRatio }) => ({ noise, value: spreadRatio! })),
        },
        { kind, measured: true, points: mine.map(({ noise, lossRatio }) => ({ noise, value: lossRatio! })) },
      ]
    }),
  }))
  return noiseChart(panels, {
    yWords: 'expected loss / collapsed',
    log: true,
    keys: rulesAmong(noisy).flatMap((kind) => [
      { kind, measured: true, words: `${kind} positives: where it ended` },
      { kind, measured: false, words: `${kind} positives: modes spread` },
    ]),
    words: `Expected loss by that of the collapsed configuration over the share of wrong labels: ${noisy
      .map(({ loss, positives, noise, lossRatio }) => `${loss}, ${positives}, ${noise}: ${lossRatio!.mean.toFixed(2)}`)
      .join('; ')}`,
  })
}
