import type { ClassPage, RunDetail } from '../../../api.ts'
import { useResource } from '../../data/resource.ts'
import { Gallery } from '../../parts/gallery.tsx'
import { hrefOf } from '../../route.ts'
import type { Item } from './queues.ts'

/** A kind inside a class: its most typical images, its least, and beside them the class's other kinds. */
export function KindItem({
  run,
  detail,
  item: { kind, of },
}: {
  readonly run: string
  readonly detail: RunDetail
  readonly item: Extract<Item, { queue: 'kinds' }>
}) {
  const { value: page, error } = useResource<ClassPage>(`/api/runs/${run}/classes/${of.class}`)
  const found = page?.kindsFound.find((one) => one.kind === kind)
  if (error) return <p class="small">{error.message}</p>
  if (!page || !found) return <p class="small">…</p>
  const others = page.kindsFound.filter((one) => one.kind !== kind)
  return (
    <div class="kind-item">
      <p>
        {found.images.toLocaleString('en')} of the {of.images.toLocaleString('en')} images of{' '}
        <a href={hrefOf('classes', { runs: run, class: of.name })}>
          <bdi>{of.name}</bdi>
        </a>
        {found.finer.length > 0 && (
          <>
            , by {detail.evaluateLabel}:{' '}
            {found.finer.slice(0, 6).map(({ name, images }, i) => (
              <span key={name}>
                {i > 0 && ', '}
                <bdi>{name}</bdi> {images}
              </span>
            ))}
          </>
        )}
      </p>
      <h3>Typical of it</h3>
      <Gallery run={run} detail={detail} rows={found.typical} title="Typical images" size={104} />
      {found.atypical.length > 0 && (
        <>
          <h3>Least typical</h3>
          <Gallery run={run} detail={detail} rows={found.atypical} title="Least typical images" strip size={72} />
        </>
      )}
      <h3>Other kinds of its class</h3>
      {others.map((one) => (
        <section key={one.kind} class="nearest-of">
          <h4 class="small">
            <bdi>{one.name}</bdi>, {one.images.toLocaleString('en')} images
          </h4>
          <Gallery
            run={run}
            detail={detail}
            rows={one.typical.slice(0, 6)}
            title={`Typical of ${one.name}`}
            strip
            size={72}
          />
        </section>
      ))}
    </div>
  )
}
