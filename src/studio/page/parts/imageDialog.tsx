import './imageDialog.css'
import { useEffect } from 'preact/hooks'
import type { Neighbours, RunDetail, RunSummary } from '../../api.ts'
import { isPlain } from '../data/keys.ts'
import { besideImage, closeImage, type ImagePlace, imageOf, turnTo } from '../data/openImage.ts'
import { isReport, useResource } from '../data/resource.ts'
import { useRows } from '../data/rows.ts'
import { useRuns } from '../data/runs.tsx'
import { hrefOf, useRoute } from '../route.ts'
import { Gallery } from './gallery.tsx'
import { Modal } from './modal.tsx'
import { WholeImage } from './wholeImage.tsx'

/** The image that the address names in `image`, at full size, with its labels, its neighbours, and ways to it in the other views.
 *  Stands once on the page; opened by `openImage`. */
export function ImageDialog() {
  const { params } = useRoute()
  const runs = useRuns()
  const place = imageOf(params)
  const run = place && runs.find(({ id }) => id === place.run)
  return place && run ? (
    <Modal class="image-dialog" labelledBy="image-name" outside onClose={closeImage}>
      <Inside run={run} place={place} />
    </Modal>
  ) : null
}

function Inside({ run, place }: { readonly run: RunSummary; readonly place: ImagePlace }) {
  const { row } = place
  const ready = run.prepared.state === 'ready'
  const { value: detail } = useResource<RunDetail>(ready ? `/api/runs/${run.id}` : null)
  const { value: found } = useResource<readonly Neighbours[]>(
    ready ? `/api/runs/${run.id}/neighbours?of=${row}&k=12` : null,
  )
  const info = useRows(run.id, ready ? [row] : []).get(row)
  const name = info?.name ?? `image ${row}`
  const neighbours = found?.find((one) => one.row === row)?.neighbours ?? []
  const { before, after } = besideImage(place)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.target instanceof Element && event.target.closest('.gallery')) return
      const to = event.key === 'ArrowRight' ? after : event.key === 'ArrowLeft' ? before : null
      if (to && isPlain(event)) turnTo(to)
    }
    addEventListener('keydown', onKeyDown, { capture: true })
    return () => removeEventListener('keydown', onKeyDown, { capture: true })
  })
  return (
    <div class="inside">
      <div class="picture">
        <WholeImage run={run.id} row={row} name={name} />
      </div>
      <div class="about">
        <header>
          <h2 id="image-name" title={name}>
            <bdi>{name}</bdi>
          </h2>
          {before && (
            <button type="button" class="button" aria-label="image before" onClick={() => turnTo(before)}>
              ←
            </button>
          )}
          {after && (
            <button type="button" class="button" aria-label="next image" onClick={() => turnTo(after)}>
              →
            </button>
          )}
          <button type="button" class="button" aria-label="close" onClick={closeImage}>
            ✕
          </button>
        </header>
        {detail && info && <Labels detail={detail} labels={info.labels} />}
        {detail && <Links run={run.id} row={row} detail={detail} labels={info?.labels ?? []} />}
        {detail && neighbours.length > 0 && (
          <section>
            <h3>Nearest, by {run.name}</h3>
            <Gallery
              run={run.id}
              detail={detail}
              rows={neighbours}
              title={`Nearest to ${name}`}
              size={80}
              onPress={(nearest) => turnTo({ run: run.id, row: nearest })}
            />
            <p class="small">
              ✓ bears the same label as this image, by '<bdi>{detail.evaluateLabel}</bdi>'; ✕ another. Below: cosine
              distance.
            </p>
          </section>
        )}
      </div>
    </div>
  )
}

function Labels({
  detail: { columns },
  labels,
}: {
  readonly detail: RunDetail
  readonly labels: readonly (string | null)[]
}) {
  const shown = columns.flatMap(({ name, role }, i) => (role === 'right' ? [] : [{ name, value: labels[i] ?? null }]))
  return (
    <dl>
      {shown.map(({ name, value }) => [
        <dt key={`${name} term`}>
          <bdi>{name}</bdi>
        </dt>,
        <dd key={name} title={value ?? ''}>
          {value === null ? <span class="mute">none</span> : <bdi>{value}</bdi>}
        </dd>,
      ])}
    </dl>
  )
}

function Links({
  run,
  row,
  detail,
  labels,
}: {
  readonly run: string
  readonly row: number
  readonly detail: RunDetail
  readonly labels: readonly (string | null)[]
}) {
  // Runs that are looked at side by side stay so, in views that show several.
  const named = useRoute().params.get('runs')
  const runs = named?.split(',').includes(run) ? named : run
  // The map shows the first two.
  const others = runs.split(',').filter((id) => id !== run)
  const onMap = runs.split(',').indexOf(run) < 2 ? runs : [run, ...others].join(',')
  const of = (column: string) => labels[detail.columns.findIndex(({ name }) => name === column)] ?? null
  const label = of(detail.label)
  const finer = of(detail.evaluateLabel)
  return (
    <nav class="links" aria-label="This image in other views">
      <a class="button" href={hrefOf('map', { runs: onMap, chosen: `${run}:${row}` })}>
        On the map
      </a>
      {finer !== null && (
        <a class="button" href={hrefOf('neighbours', { runs, class: finer, show: 'failures' })}>
          Failures of its class
        </a>
      )}
      {label !== null && (
        <a class="button" href={hrefOf('classes', { runs: run, class: label })}>
          Its class
        </a>
      )}
      {!isReport && (
        <a class="button" href={hrefOf('curate', { runs: run, row: String(row) })}>
          Curate
        </a>
      )}
    </nav>
  )
}
