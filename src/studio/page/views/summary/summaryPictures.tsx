import { useRef, useState } from 'preact/hooks'
import { format } from '../../../../report/format.ts'
import { levelWords } from '../../../../runs/levelWords.ts'
import type { Comparison, RunDetail, RunSummary } from '../../../api.ts'
import { readFloats, readInts } from '../../data/resource.ts'
import { shortNames } from '../../data/shortNames.ts'
import { drawnSvg } from '../../parts/figures/drawnSvg.ts'
import { figureInks } from '../../parts/figures/figureInks.ts'
import { figureSheet } from '../../parts/figures/figureSheet.ts'
import { SaveFigure } from '../../parts/figures/saveFigure.tsx'
import { EmbeddingPicture, highestStack, type Pictured, pictureSide } from '../../parts/picture/embeddingPicture.tsx'
import { hrefOf } from '../../route.ts'
import { pictureOf } from './pictureOf.ts'
import { useAll } from './useAll.ts'

/** Runs of more images are not fetched whole for a small picture: their map draws them. */
const mostRows = 120_000

const captions: Readonly<Record<Pictured['kind'], string>> = {
  circle:
    'Every point lies on the unit circle, so only its angle counts. Points are stacked outwards, the higher the more of them share an angle, on one scale for all pictures.',
  plane: 'The two numbers of each embedding, as they are.',
  umap: 'UMAP: what is near stays near, but distances and sizes of groups are not to scale.',
  principal: 'The two directions along which the embedding varies most.',
}

/** The same images by every method, side by side, coloured by the label that was trained on or by the finer one. */
export function SummaryPictures({
  runs,
  details,
  comparison,
}: {
  readonly runs: readonly RunSummary[]
  /** One a run; null while they are on their way. */
  readonly details: readonly RunDetail[] | null
  readonly comparison: Comparison | null
}) {
  const small = details?.every(({ rows }) => rows <= mostRows) ? details : null
  const [finer, setFiner] = useState(true)
  const cards = useRef<HTMLDivElement>(null)
  const first = small?.[0]
  const level = finer ? first?.evaluateLabel : first?.label
  const { value: maps, loading } = useAll(small ? runs.map(({ id }) => `/api/runs/${id}/map`) : [], readFloats)
  const ids = small
    ? runs.flatMap(({ id }, r) => {
        const place = (name: string, role: string) =>
          small[r]!.columns.findIndex((column) => column.name === name && column.role === role)
        return [place(level ?? '', 'level'), small[r]!.columns.findIndex(({ role }) => role === 'right')].map(
          (column) => `/api/runs/${id}/columns/${Math.max(0, column)}`,
        )
      })
    : []
  const { value: columns } = useAll(ids, readInts)
  if (!small || !first || !maps || loading || !columns) return null
  // Those of another label are shown until the new ones are there; of other runs, they are not.
  if (columns.length !== ids.length || columns.some(({ length }, i) => length !== small[i >> 1]!.rows)) return null
  const unseen = new Set(comparison?.byClass?.classes.filter(({ seen }) => !seen).map(({ name }) => name))
  const classesOf = (r: number) =>
    small[r]!.columns.find(({ name, role }) => role === 'level' && name === level)?.classes ?? []
  const pictures = runs.map((_, r) =>
    pictureOf(
      small[r]!,
      maps[r]!,
      columns[2 * r]!,
      columns[2 * r + 1]!,
      (c) => !finer || !unseen.has(classesOf(r)[c] ?? ''),
    ),
  )
  const highest = highestStack(pictures)
  // Beside means over seeds a picture is of one of them.
  const seeded = comparison?.methods.some((method) => method.runs.length > 1) ?? false
  const asked = [...new Set(small.map(recallWords))]
  const names = shortNames(runs.map(({ name }) => name))
  const words = `${[...asked, ...new Set(pictures.map(({ kind }) => captions[kind]))].join(' ')}${
    finer && unseen.size > 0 ? ' Hollow: classes never seen in training.' : ''
  }`
  const heading = `What ${runs.length === 1 ? 'it makes' : 'each makes'} of the same images`
  const figure = (): string =>
    figureSheet(
      {
        title: heading,
        words: `${words} Coloured by '${level}'.`,
        panels: [...cards.current!.querySelectorAll<SVGSVGElement>('.embedding-picture')].map((svg, r) => ({
          svg: drawnSvg(svg),
          width: pictureSide,
          height: pictureSide,
          title: `${names[r]}: Recall@1 by ${small[r]!.evaluateLabel} ${format(small[r]!.recallAt1)}${seeded ? `, seed ${runs[r]!.seed}` : ''}`,
        })),
      },
      figureInks(),
    )
  return (
    <section aria-labelledby="pictures">
      <div class="head">
        <h2 id="pictures">{heading}</h2>
        {first.label !== first.evaluateLabel && (
          <fieldset class="choice">
            <legend class="sr">Coloured by</legend>
            {[false, true].map((value) => (
              <label key={String(value)}>
                <input type="radio" name="by" checked={finer === value} onChange={() => setFiner(value)} />
                <span>
                  <bdi>{value ? first.evaluateLabel : first.label}</bdi>
                  {value ? '' : ', trained on'}
                </span>
              </label>
            ))}
          </fieldset>
        )}
        <SaveFigure name={heading} of={names} figure={figure} />
      </div>
      <div class="pictures" ref={cards}>
        {runs.map(({ id }, r) => (
          <a key={id} class="card picture" href={hrefOf('map', { runs: id, colour: level ?? null })}>
            <h3>
              <bdi>{names[r]}</bdi>
            </h3>
            <p class="small">
              Recall@1 by <bdi>{small[r]!.evaluateLabel}</bdi> <b>{format(small[r]!.recallAt1)}</b>
              {seeded && `, seed ${runs[r]!.seed}`}
            </p>
            <EmbeddingPicture
              picture={pictures[r]!}
              classes={classesOf(r)}
              highest={highest}
              title={`Embedding by ${names[r]}: open it on the map`}
            />
          </a>
        ))}
      </div>
      <p class="small">{words}</p>
    </section>
  )
}

/** Of whom the Recall@1 is, and what it counts. */
function recallWords({ recallAt1, recallOf, evaluateLabel }: RunDetail): string {
  if (recallAt1 === null || recallOf === undefined) return ''
  return `Recall@1: of ${recallOf}, the share that find their own ${levelWords(evaluateLabel).one} first.`
}
