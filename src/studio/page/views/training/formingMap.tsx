import { useState } from 'preact/hooks'
import type { Look } from '../../../api.ts'
import { setParams } from '../../data/setParams.ts'
import type { Followed } from '../../data/trainingLogs.ts'
import { classColours } from '../../parts/classColours.ts'
import { figureInks } from '../../parts/figures/figureInks.ts'
import { figureSheet } from '../../parts/figures/figureSheet.ts'
import { plainColour } from '../../parts/figures/plainColour.ts'
import { SaveFigure } from '../../parts/figures/saveFigure.tsx'
import { useRoute } from '../../route.ts'
import { useInks } from '../map/useInks.ts'
import { LookCanvas } from './lookCanvas.tsx'
import { lookPanel } from './lookPanel.ts'
import { useLooks } from './useLooks.ts'
import { usePlaying } from './usePlaying.ts'

/** Classes that are named beneath a map. */
const mostNamed = 24

/** The maps of one or two runs as they form, with a slider over their looks that plays. */
export function FormingMap({ followed }: { readonly followed: readonly Followed[] }) {
  const { params } = useRoute()
  // The canvases are drawn again when the page turns dark or light.
  useInks()
  const able = followed.filter(({ log }) => (log?.looks.length ?? 0) > 0)
  const firstOfMethods = able.filter(({ run }, i) => able.findIndex((one) => one.run.method === run.method) === i)
  const [first, second] = firstOfMethods.length > 1 ? firstOfMethods : able
  const named = (name: string, usual: Followed | undefined): Followed | undefined => {
    const id = params.get(name)
    return id === 'none' ? undefined : (able.find(({ run }) => run.id === id) ?? usual)
  }
  const left = named('left', first)
  const right = named('right', second === left ? undefined : second)
  const looks = [
    useLooks(left?.run.id ?? null, left?.log?.looks ?? []),
    useLooks(right?.run.id ?? null, right?.log?.looks ?? []),
  ] as const
  const steps = [...new Set(looks.flat().map(({ step }) => step))].sort((a, b) => a - b)
  // null: the newest, whichever that comes to be.
  const [chosen, choose] = useState<number | null>(null)
  const step = chosen ?? steps.at(-1) ?? 0
  const { playing, toggle } = usePlaying(steps, (to) => choose(to === steps.at(-1) ? null : to), step)
  const some = looks[0][0] ?? looks[1][0]
  if (!left || !some) return null
  const level = levelOf(params.get('colour'), some)
  const { classes } = some[level]
  const colours = classColours(classes.length)
  const shown = [
    [left, looks[0]],
    [right, looks[1]],
  ] as const
  const drawn = shown.flatMap(([one, own]) => (one && own.length > 0 ? [{ run: one.run, looks: own }] : []))
  const coloursOf = (own: readonly Look[]): readonly string[] =>
    own[0]!.label.classes.length === some.label.classes.length ? colours : classColours(own[0]![level].classes.length)
  const few = classes.length <= mostNamed
  const figure = (): string => {
    const inks = figureInks()
    return figureSheet(
      {
        title: `The map at step ${Math.round(step).toLocaleString('en')}`,
        words: `${kindWords[some.kind]} Coloured by '${some[level].name}'${few ? '' : `, ${classes.length} classes`}.`,
        panels: drawn.map(({ run, looks: own }) => ({
          ...lookPanel(own, step, level, coloursOf(own).map(plainColour), inks),
          title: run.name,
        })),
        keys: few ? classes.map((name, i) => ({ name, colour: plainColour(colours[i]!) })) : [],
      },
      inks,
    )
  }
  return (
    <section class="forming card" aria-labelledby="forming">
      <div class="head">
        <div>
          <h2 id="forming">The map as it forms</h2>
          <p class="small">{kindWords[some.kind]}</p>
        </div>
        <div class="controls">
          {some.label.name !== some.finer.name && (
            <label class="field">
              Colour
              <select value={level} onChange={({ currentTarget: { value } }) => setParams({ colour: value })}>
                <option value="label">{some.label.name}, trained on</option>
                <option value="finer">{some.finer.name}, judged by</option>
              </select>
            </label>
          )}
          {able.length > 1 && (
            <>
              <RunField name="Left" able={able} value={left.run.id} onChange={(id) => setParams({ left: id })} />
              <RunField
                name="Right"
                able={able}
                value={right?.run.id ?? 'none'}
                none
                onChange={(id) => setParams({ right: id })}
              />
            </>
          )}
          <SaveFigure name="The map as it forms" of={drawn.map(({ run }) => run.name)} figure={figure} />
        </div>
      </div>
      <div class="looks">
        {drawn.map(({ run, looks: own }) => (
          <figure key={run.id}>
            <figcaption>
              <bdi>{run.name}</bdi>
            </figcaption>
            <LookCanvas name={run.name} looks={own} step={step} level={level} colours={coloursOf(own)} />
          </figure>
        ))}
      </div>
      {steps.length > 1 && (
        <div class="player">
          <button type="button" class="button" onClick={toggle}>
            {playing ? 'Stop' : 'Play'}
          </button>
          <input
            type="range"
            aria-label="Step of the map"
            aria-valuetext={`step ${Math.round(step)}`}
            min={0}
            max={steps.length - 1}
            step="any"
            value={placeOf(steps, step)}
            list="look-steps"
            onInput={({ currentTarget: { value } }) => choose(stepAt(steps, Number(value)))}
            onKeyDown={(event) => {
              const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key]
              if (by === undefined) return
              event.preventDefault()
              choose(stepAt(steps, Math.round(placeOf(steps, step)) + by))
            }}
          />
          <datalist id="look-steps">
            {steps.map((_, i) => (
              <option key={i} value={i} />
            ))}
          </datalist>
          <output>step {Math.round(step).toLocaleString('en')}</output>
        </div>
      )}
      {few ? (
        <ul class="class-keys small">
          {classes.map((name, i) => (
            <li key={name}>
              <i style={{ background: colours[i] }} />
              <bdi>{name}</bdi>
            </li>
          ))}
        </ul>
      ) : (
        <p class="small">{classes.length} classes, each of a colour; neighbouring colours are hard to tell apart.</p>
      )}
    </section>
  )
}

function RunField({
  name,
  able,
  value,
  none = false,
  onChange,
}: {
  readonly name: string
  readonly able: readonly Followed[]
  readonly value: string
  readonly none?: boolean
  readonly onChange: (id: string) => void
}) {
  return (
    <label class="field">
      {name}
      <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {able.map(({ run }) => (
          <option key={run.id} value={run.id}>
            {run.name}
          </option>
        ))}
        {none && <option value="none">none</option>}
      </select>
    </label>
  )
}

const levelOf = (wanted: string | null, { finer }: Look): 'label' | 'finer' =>
  wanted === 'label' || wanted === 'finer' ? wanted : finer.classes.length <= mostNamed ? 'finer' : 'label'

/** Where a step lies among the looks, which stand at even distances. */
function placeOf(steps: readonly number[], step: number): number {
  const next = steps.findIndex((one) => one >= step)
  if (next <= 0) return next < 0 ? steps.length - 1 : 0
  return next - 1 + (step - steps[next - 1]!) / (steps[next]! - steps[next - 1]!)
}

function stepAt(steps: readonly number[], place: number): number {
  const at = Math.min(steps.length - 1, Math.max(0, place))
  const low = steps[Math.floor(at)]!
  return low + (at - Math.floor(at)) * (steps[Math.ceil(at)]! - low)
}

const kindWords = {
  circle: 'The embedding itself, on the circle: a sample of the images that its looks embed.',
  plane: 'The embedding itself: a sample of the images that its looks embed.',
  principal:
    'A sample of the images that its looks embed, along the two directions in which it varies most, turned to the look before.',
  umap: 'A sample of the images that its looks embed.',
} as const
