import type { BootstrapInterval } from '../evaluate/bootstrap.ts'
import { printable } from '../printable.ts'
import type { ExportRecord } from '../ship/exportRecord.ts'
import { table } from './table.ts'
import { wrapped } from './wrapped.ts'

/** An export as text: each precision with what it is worth, and loudly what loses too much. */
export function exportText({ models, data, tolerance, resize }: ExportRecord): string {
  if (data.missing !== null)
    return [
      table(
        ['precision', 'file', 'MB'],
        [models.map((model) => [model.precision, model.file, (model.bytes / 1e6).toFixed(2)])],
      ),
      `NOT MEASURED: ${printable(data.missing)}`,
    ].join('\n\n')
  const rows = models.map(({ precision, bytes, measured }) => [
    precision,
    (bytes / 1e6).toFixed(2),
    shown(measured!.recallAt1),
    measured!.mapAtR?.mean.toFixed(3) ?? '–',
    shown(measured!.recallLost),
    measured!.meanCosine.toFixed(5),
    measured!.leastCosine.toFixed(4),
    measured!.imagesPerSecond.toFixed(0),
  ])
  const searched = data.leaveOneOut ? 'each searched among the others' : `each searched in a gallery of ${data.gallery}`
  return [
    wrapped(
      `${data.queries} queries, ${searched}, judged by '${printable(data.evaluateLabel)}'. In brackets: 95 % interval over queries (bootstrap). Cosine: of each embedding with float32's.`,
    ),
    table(['precision', 'MB', 'Recall@1', 'MAP@R', 'Recall@1 lost', 'cosine', 'least', 'images/s'], [rows]),
    resize
      ? wrapped(
          `Resized inside the model, ${resize.images} queries are at cosine ${resize.meanCosine.toFixed(4)} in the mean, ${resize.leastCosine.toFixed(4)} at least, of the same images resized as in training.`,
        )
      : '',
    ...models
      .filter(({ loses }) => loses)
      .map(({ precision, measured }) =>
        wrapped(
          `WARNING: ${precision} loses ${measured!.recallLost!.mean.toFixed(3)} of Recall@1, more than the ${tolerance} allowed. Use another precision, or leave it out by --precision.`,
        ),
      ),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function shown(value: BootstrapInterval | null): string {
  return value === null ? '–' : `${value.mean.toFixed(3)} (${value.low.toFixed(3)}, ${value.high.toFixed(3)})`
}
