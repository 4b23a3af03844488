import type { NearDuplicatePair, RunDetail } from '../../../api.ts'
import { formatDistance } from '../../data/formatDistance.ts'
import { openImage } from '../../data/openImage.ts'
import { WholeImage } from '../../parts/wholeImage.tsx'
import { subject } from './subjects.ts'
import type { CurationHere } from './useCuration.ts'

/** Two images that lie closer together than is usual: whether their labels agree, and whether a split has what another has too. */
export function PairItem({
  run,
  detail,
  pair: { a, b, names, labels, splits, distance, sameClass },
  here,
}: {
  readonly run: string
  readonly detail: RunDetail
  readonly pair: NearDuplicatePair
  readonly here: CurationHere
}) {
  const leak = splits[0] !== null && splits[1] !== null && splits[0] !== splits[1]
  const side = (i: 0 | 1, row: number) => {
    const out = here.on(subject.image(row))?.decision.do === 'leave out'
    return (
      <figure key={row} class={out ? 'left-out' : ''}>
        <button
          type="button"
          class="shown"
          onClick={() =>
            openImage({ run, row }, [
              { run, row: a },
              { run, row: b },
            ])
          }
        >
          <WholeImage run={run} row={row} name={names[i]} />
        </button>
        <figcaption>
          <b>{labels[i] === null ? <span class="mute">no label</span> : <bdi>{labels[i]}</bdi>}</b>
          {splits[i] !== null && <span class="chip">{splits[i]}</span>}
          {out && <span class="chip waiting">left out</span>}
          <span class="small name">
            <bdi>{names[i]}</bdi>
          </span>
        </figcaption>
      </figure>
    )
  }
  return (
    <div class="pair-item">
      <p class="findings">
        <span class="chip">
          {distance === 0 ? 'the same embedding' : `cosine distance ${formatDistance(distance)}`}
        </span>
        {sameClass === false && (
          <span class="chip bad">
            Different <bdi>{detail.label}</bdi>: one of the two labels is wrong, if they are one image
          </span>
        )}
        {sameClass === true && (
          <span class="chip good">
            Same <bdi>{detail.label}</bdi>
          </span>
        )}
        {leak && (
          <span class="chip bad">
            A leak: in {splits[0]} and in {splits[1]}. It flatters every score
          </span>
        )}
      </p>
      <div class="pair">
        {side(0, a)}
        {side(1, b)}
      </div>
    </div>
  )
}
