import type { ClassKind, RunDetail } from '../../../api.ts'
import { Gallery } from '../../parts/gallery.tsx'

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
        {kinds.map((kind) => (
          <article class="card kind" key={kind.kind}>
            <h3>
              <bdi>{kind.name}</bdi>
              <span class="small">
                {kind.images.toLocaleString('en')} {kind.images === 1 ? 'image' : 'images'}
                {kinds.length > 1 && images > 0 && `, ${Math.round((100 * kind.images) / images)} %`}
              </span>
            </h3>
            {finer !== null && kind.finer.length > 0 && <Finer kind={kind} finer={finer} />}
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
    </section>
  )
}

function Finer({ kind: { finer, images }, finer: level }: { readonly kind: ClassKind; readonly finer: string }) {
  const named = finer.slice(0, mostNamed)
  const others = finer.slice(mostNamed)
  return (
    <ul class="finer" aria-label={`classes of ${level}`}>
      {named.map((one) => (
        <li key={one.name}>
          <span class="bar" aria-hidden="true">
            <span style={{ width: `${(100 * one.images) / images}%` }} />
          </span>
          <bdi>{one.name}</bdi> <span class="mute">{one.images.toLocaleString('en')}</span>
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
