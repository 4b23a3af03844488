import type { LikelyError, RunDetail } from '../../../api.ts'
import { openImage } from '../../data/openImage.ts'
import { useRows } from '../../data/rows.ts'
import { Gallery } from '../../parts/gallery.tsx'
import { WholeImage } from '../../parts/wholeImage.tsx'

/** An image with its labels, and where another label is suggested, the nearest of both classes as evidence. */
export function ImageItem({
  run,
  detail,
  row,
  level,
  error,
}: {
  readonly run: string
  readonly detail: RunDetail
  readonly row: number
  readonly level: string
  readonly error: LikelyError | null
}) {
  const info = useRows(run, [row]).get(row)
  const labels = detail.columns
    .flatMap(({ name, role }, i) =>
      role === 'level' || role === 'split' ? [{ name, value: info?.labels[i] ?? null }] : [],
    )
    .sort((a, b) => Number(b.name === level) - Number(a.name === level))
  const name = error?.name ?? info?.name ?? `image ${row}`
  return (
    <div class="image-item">
      <button
        type="button"
        class="shown"
        onClick={() => openImage({ run, row })}
        title="at full size, with its neighbours"
      >
        <WholeImage run={run} row={row} name={name} />
      </button>
      <div class="about">
        <dl class="labels">
          {error && (
            <div class="suggested">
              <dt>suggested</dt>
              <dd>
                <bdi>{error.suggested}</bdi>
                <Score score={error.score} />
              </dd>
            </div>
          )}
          {labels.map(({ name: of, value }) => (
            <div key={of} class={of === level ? 'curated' : ''}>
              <dt>
                <bdi>{of}</bdi>
              </dt>
              <dd>{value === null ? <span class="mute">none</span> : <bdi>{value}</bdi>}</dd>
            </div>
          ))}
        </dl>
        <p class="small name">
          <bdi>{name}</bdi>
        </p>
        {error && (
          <>
            <Evidence run={run} detail={detail} label={error.suggested} what="suggested" rows={error.others} />
            <Evidence run={run} detail={detail} label={error.label} what="its label now" rows={error.own} />
          </>
        )}
      </div>
    </div>
  )
}

function Score({ score }: { readonly score: number }) {
  return (
    <span class="score">
      <meter min={0.5} max={1} value={score} aria-label="how sure" />
      <span class="small" title="0.5: as near to either class; 1: upon the other">
        {score.toFixed(2)}
      </span>
    </span>
  )
}

function Evidence({
  run,
  detail,
  label,
  what,
  rows,
}: {
  readonly run: string
  readonly detail: RunDetail
  readonly label: string
  readonly what: string
  readonly rows: readonly number[]
}) {
  if (rows.length === 0) return null
  return (
    <section class="nearest-of">
      <h3>
        Nearest of <bdi>{label}</bdi> <span class="small">({what})</span>
      </h3>
      <Gallery run={run} detail={detail} rows={rows} title={`Nearest of ${label}`} strip size={84} />
    </section>
  )
}
