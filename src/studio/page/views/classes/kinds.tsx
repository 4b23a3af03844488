import { useState } from 'preact/hooks'
import type { ClassKind, RunDetail } from '../../../api.ts'
import { shortLabel } from '../../data/shortLabel.ts'
import { Gallery } from '../../parts/gallery.tsx'
import { hrefOf } from '../../route.ts'

/** Kinds that are shown at first. */
const most = 6
/** Finer classes that are named of a kind. */
const mostNamed = 6

/** The kinds that were found inside a class: which finer classes each holds, and images in its middle and at its edge. */
export function Kinds({
  run,
  detail,
  kinds,
  finer,
  images,
}: {
  readonly run: string
  readonly detail: RunDetail
  readonly kinds: readonly ClassKind[]
  readonly finer: string | null
  readonly images: number
}) {
  const [shown, setShown] = useState(most)
  const classes = detail.columns.find(({ name }) => name === finer)?.classes ?? []
  const kindColumn = detail.columns.find(({ role }) => role === 'kind')
  return (
    <section aria-labelledby="kinds">
      <h2 id="kinds">{kinds.length === 1 ? 'One kind' : `${kinds.length} kinds`}</h2>
      <p class="small">
        {kinds.length === 1
          ? 'The embedding shows no gap inside the class.'
          : 'Groups of images that the embedding keeps apart inside the class.'}{' '}
        Typical images lie in the middle of a kind, atypical ones at its edge.
      </p>
      <div class="kind-cards">
        {kinds.slice(0, shown).map((kind) => (
          <article class="card kind" key={kind.kind}>
            <h3>
              <bdi>{kindName(kind.name)}</bdi>
              <span class="small">
                {kind.images.toLocaleString('en')} {kind.images === 1 ? 'image' : 'images'}
                {kinds.length > 1 && images > 0 && `, ${Math.round((100 * kind.images) / images)} %`}
              </span>
              {kindColumn && (
                <a
                  class="small kind-map"
                  href={hrefOf('map', { runs: run, colour: kindColumn.name, chosen: `class:${kind.kind}` })}
                >
                  on the map
                </a>
              )}
            </h3>
            {finer !== null && kind.finer.length > 0 && <Finer kind={kind} finer={finer} classes={classes} />}
            <h4 class="small">typical</h4>
            <Gallery run={run} detail={detail} rows={kind.typical} title={`typical of ${kind.name}`} strip size={88} />
            {kind.atypical.length > 0 && (
              <>
                <h4 class="small">atypical</h4>
                <Gallery
                  run={run}
                  detail={detail}
                  rows={kind.atypical}
                  title={`atypical of ${kind.name}`}
                  strip
                  size={88}
                />
              </>
            )}
          </article>
        ))}
      </div>
      {kinds.length > shown && (
        <button type="button" class="button more" onClick={() => setShown(kinds.length)}>
          Show all {kinds.length} kinds
        </button>
      )}
    </section>
  )
}

function Finer({
  kind: { finer, images },
  finer: level,
  classes,
}: {
  readonly kind: ClassKind
  readonly finer: string
  readonly classes: readonly string[]
}) {
  const named = finer.slice(0, mostNamed)
  const others = finer.slice(mostNamed)
  return (
    <ul class="finer" aria-label={`classes of ${level}`}>
      {named.map((one) => (
        <li key={one.name}>
          <span class="bar" aria-hidden="true">
            <span style={{ width: `${(100 * one.images) / images}%` }} />
          </span>
          <bdi>{shortLabel(one.name, classes)}</bdi> <span class="mute">{one.images.toLocaleString('en')}</span>
        </li>
      ))}
      {others.length > 0 && (
        <li class="mute">
          and {others.length} more of {others.reduce((sum, one) => sum + one.images, 0).toLocaleString('en')} images
        </li>
      )}
    </ul>
  )
}

/** `Packages/Milk/3` is kind 3 of its class: the class is said above. */
function kindName(name: string): string {
  const number = /\/(\d+)$/.exec(name)?.[1]
  return number === undefined ? name : `Kind ${number}`
}
