import { useMemo } from 'preact/hooks'
import { hueOf } from '../../../../report/page/mark.js'
import { circleRadius, highestOf, namePlaces, type Scene, sceneOf } from '../../../../report/page/scene.js'
import './embeddingPicture.css'

/** An embedding in two dimensions, its points by class. */
export interface Pictured {
  readonly kind: 'circle' | 'plane' | 'umap' | 'principal'
  /** [points, 2]. */
  readonly xy: ArrayLike<number>
  /** [points]: place in the classes, negative where it has none. */
  readonly of: ArrayLike<number>
  /** [points]: whether a point is of a class that was trained on. */
  readonly seen: (point: number) => boolean
}

/** More classes are drawn without their names. */
const mostNamed = 12

/** Units of a picture along its side. */
export const pictureSide = 420

const side = pictureSide

/** The highest stack of several pictures, which then have one scale. */
export const highestStack = (pictures: readonly Pictured[]): number => highestOf(pictures.map(plain))

/** A small picture of an embedding that stands still. On a circle points are stacked outwards, the higher the denser, so that one
 *  spike and separate hills look as different as they are. Hollow: of classes never trained on.
 *  @param highest of {@link highestStack} */
export function EmbeddingPicture({
  picture,
  classes,
  highest,
  title,
}: {
  readonly picture: Pictured
  readonly classes: readonly string[]
  readonly highest: number
  readonly title: string
}) {
  const scene = useMemo(() => sceneOf(plain(picture), highest), [picture, highest])
  const of = Array.from(picture.of)
  const there = new Set(of.filter((value) => value >= 0))
  const named = there.size <= mostNamed ? [...there].sort((a, b) => a - b) : []
  return (
    <svg class="embedding-picture" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={title}>
      {scene.kind === 'circle' && (
        <circle class="line" cx={side / 2} cy={side / 2} r={side * circleRadius - 4} stroke-width="1.25" />
      )}
      {slicesOf(scene, picture, of).map(({ colour, seen, path }, i) => (
        <g key={i}>
          <path d={path} stroke={colour} stroke-width="4.6" stroke-opacity="0.85" />
          {!seen && <path class="hole" d={path} stroke-width="2" />}
        </g>
      ))}
      {namePlaces(scene, of, named).map((place) => (
        <ClassName key={place.index} place={place} circle={scene.kind === 'circle'} name={classes[place.index] ?? ''} />
      ))}
    </svg>
  )
}

function ClassName({
  place,
  circle,
  name,
}: {
  readonly place: {
    readonly index: number
    readonly x: number
    readonly y: number
    readonly tipX: number
    readonly tipY: number
  }
  readonly circle: boolean
  readonly name: string
}) {
  const [x, y, tipX, tipY] = [place.x * side, place.y * side, place.tipX * side, place.tipY * side]
  return (
    <>
      {circle && (
        <path
          d={`M${(x + (tipX - x) * 0.32).toFixed(1)} ${(y + (tipY - y) * 0.32).toFixed(1)}L${tipX.toFixed(1)} ${tipY.toFixed(1)}`}
          stroke={hueOf(place.index)}
          stroke-width="1.5"
        />
      )}
      <text x={x} y={y + 4.5} class={circle ? '' : 'over'}>
        {name.length > 14 ? `${name.slice(0, 13)}…` : name}
      </text>
    </>
  )
}

/** The scene knows circles; all else lies in a plane. */
const plain = ({ kind, xy }: Pictured): { kind: 'circle' | 'plane'; xy: (number | null)[] } => ({
  kind: kind === 'circle' ? 'circle' : 'plane',
  xy: Array.from(xy, (value) => (Number.isFinite(value) ? value : null)),
})

/** A slice of each class in turn, so that no class lies on top only because it came last. */
function slicesOf(
  scene: Scene,
  { seen }: Pictured,
  of: readonly number[],
): { colour: string; seen: boolean; path: string }[] {
  const slices = 8
  const members = new Map<number, number[]>()
  for (const [i, value] of of.entries())
    if (!Number.isNaN(scene.x[i])) members.set(value, [...(members.get(value) ?? []), i])
  return Array.from({ length: slices }, (_, slice) =>
    [...members].flatMap(([value, points]) => {
      const some = points.filter((_, n) => n % slices === slice)
      if (some.length === 0) return []
      const at = (axis: Float64Array, i: number): string => (axis[i]! * side).toFixed(1)
      return [
        {
          colour: value < 0 ? 'var(--line)' : hueOf(value),
          seen: seen(some[0]!),
          path: some.map((i) => `M${at(scene.x, i)} ${at(scene.y, i)}h0`).join(''),
        },
      ]
    }),
  ).flat()
}
