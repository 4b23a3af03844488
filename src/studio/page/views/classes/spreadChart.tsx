import { useRef } from 'preact/hooks'
import type { ClassList, ClassSummary, ClassVerdict, RunSummary } from '../../../api.ts'
import { shortLabel } from '../../data/shortLabel.ts'
import { useWidth } from '../../data/useWidth.ts'
import { drawnSvg } from '../../parts/figures/drawnSvg.ts'
import { figureInks } from '../../parts/figures/figureInks.ts'
import { figureSheet } from '../../parts/figures/figureSheet.ts'
import { plainColour } from '../../parts/figures/plainColour.ts'
import { SaveFigure } from '../../parts/figures/saveFigure.tsx'
import { go, hrefOf } from '../../route.ts'
import { apartLabels } from './apartLabels.ts'

const margin = { top: 14, right: 16, bottom: 40, left: 46 }

const fills: Readonly<Record<ClassVerdict, string>> = {
  'several kinds': 'var(--good)',
  collapsed: 'var(--bad)',
  'one compact kind': 'var(--warn)',
  'one cloud': 'var(--m-3)',
  'too few images': 'var(--m-5)',
}

/** Every class as a dot: how wide it lies against the distance between classes, and how often its queries find their own. A press goes
 *  to the class; the table beside it says the same in words. @param shown the class that stands out, by number */
export function SpreadChart({
  run,
  list,
  shown,
}: {
  readonly run: RunSummary
  readonly list: ClassList
  readonly shown: number | null
}) {
  const box = useRef<HTMLElement>(null)
  const drawing = useRef<SVGSVGElement>(null)
  const width = useWidth(box)
  const height = Math.round(Math.max(200, Math.min(340, width * 0.34)))
  const finer = list.finer !== null
  const recallOf = (one: ClassSummary) => (finer ? (one.finerRecallAt1 ?? one.recallAt1) : one.recallAt1)
  const dots = list.classes.flatMap((one) => {
    const recall = recallOf(one)
    return one.spread === null || recall === null ? [] : [{ one, spread: one.spread, recall }]
  })
  if (dots.length < 2) return null
  const widest = Math.max(1, ...dots.map(({ spread }) => spread)) * 1.04
  const largest = Math.max(...dots.map(({ one }) => one.images))
  const x = (spread: number) => margin.left + (spread / widest) * (width - margin.left - margin.right)
  const y = (recall: number) => height - margin.bottom - recall * (height - margin.top - margin.bottom)
  const radius = (one: ClassSummary) => 4 + 9 * Math.sqrt(one.images / largest)
  const lowest = [...dots].sort((a, b) => a.recall - b.recall).slice(0, width < 600 ? 3 : 8)
  const names = list.classes.map(({ name }) => name)
  const labels = apartLabels(
    (shown === null ? lowest : dots.filter(({ one }) => one.class === shown)).map(({ one, spread, recall }) => {
      const left = spread > widest * 0.7
      const beside = radius(one) + 5
      const anchor: 'start' | 'end' = left ? 'end' : 'start'
      return {
        x: x(spread) + (left ? -beside : beside),
        y: y(recall) + 4,
        words: short(shortLabel(one.name, names)),
        anchor,
      }
    }),
  )
  const verdicts = [...new Set(dots.map(({ one }) => one.verdict))]
  const marked = list.classes.find((one) => one.class === shown)
  const title = marked ? `Spread and Recall@1, ${marked.name} among all classes` : 'Spread and Recall@1 of every class'
  const figure = (): string =>
    figureSheet(
      {
        title: `${title}: ${run.name}`,
        words: `Each dot a class of '${list.level}'. Height: Recall@1${finer ? ` by '${list.finer}'` : ''}. Size: images.`,
        panels: [{ svg: drawnSvg(drawing.current!), width, height }],
        keys: verdicts.map((verdict) => ({ name: verdict, colour: plainColour(fills[verdict]) })),
      },
      { ...figureInks(), ground: plainColour('var(--bg)') },
    )
  return (
    <figure class="spread-chart" ref={box}>
      <svg
        ref={drawing}
        width={width}
        height={height}
        role="img"
        aria-label={`${dots.length} classes by spread and Recall@1`}
      >
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <g key={share}>
            <line class="grid" x1={margin.left} x2={width - margin.right} y1={y(share)} y2={y(share)} />
            <text x={margin.left - 8} y={y(share) + 4} text-anchor="end">
              {100 * share} %
            </text>
          </g>
        ))}
        {[0, 0.25, 0.5, 0.75, 1, 1.25, 1.5]
          .filter((spread) => spread <= widest)
          .map((spread) => (
            <text key={spread} x={x(spread)} y={height - margin.bottom + 18} text-anchor="middle">
              {spread}
            </text>
          ))}
        <line class="one" x1={x(1)} x2={x(1)} y1={margin.top} y2={height - margin.bottom} />
        {dots.map(({ one, spread, recall }) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the table has a link to each, for the keyboard.
          <circle
            key={one.class}
            class={one.class === shown ? 'shown' : ''}
            cx={x(spread)}
            cy={y(recall)}
            r={radius(one)}
            fill={fills[one.verdict]}
            opacity={shown === null || one.class === shown ? 0.82 : 0.25}
            onClick={() => go(hrefOf('classes', { runs: run.id, class: one.name }))}
          >
            <title>{`${one.name}: spread ${spread.toFixed(2)}, Recall@1 ${(100 * recall).toFixed(1)} %`}</title>
          </circle>
        ))}
        {labels.map(({ words, anchor, ...at }) => (
          <text key={words} class="name" {...at} text-anchor={anchor}>
            {words}
          </text>
        ))}
        <text x={(margin.left + width - margin.right) / 2} y={height - 4} text-anchor="middle">
          spread: distance inside over between classes
        </text>
      </svg>
      <figcaption class="small">
        Height: Recall@1
        {finer && (
          <>
            {' '}
            by '<bdi>{list.finer}</bdi>'
          </>
        )}
        . Size: images.
        {verdicts.map((verdict) => (
          <span class="key" key={verdict}>
            <svg width="10" height="10" aria-hidden="true">
              <circle cx="5" cy="5" r="5" fill={fills[verdict]} />
            </svg>
            {verdict}
          </span>
        ))}{' '}
        <SaveFigure name={title} of={[run.name]} figure={figure} />
      </figcaption>
    </figure>
  )
}

const short = (name: string): string => (name.length > 24 ? `${name.slice(0, 23)}…` : name)
