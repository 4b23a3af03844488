import type { GraphBuilder } from './graphBuilder.ts'

/** One axis of images that is to be resized, as names of scalars in the graph. */
export interface ResizedAxis {
  /** int64: the images' length along it. */
  readonly length: string
  /** int64: the length it would have before the crop. */
  readonly resized: string
  /** int64: where the crop begins. */
  readonly start: string
  /** float32: pixels of the images for each pixel of the result. */
  readonly step: string
  /** The length it shall have. */
  readonly to: number
}

/** Adds the nodes of a resizing along one axis: float32 [to, length], whose product with the pixels is the resized axis.
 *
 *  Made smaller by Lanczos with three lobes (Duchon 1979), its window as wide as the step, the centres of both images on one
 *  another; made larger by cubic interpolation with a = -1/2 (Keys 1981) from half a pixel before; beyond the borders lie
 *  the border's pixels. That is what sharp (libvips) does with its kernel `lanczos3`, and so what a run's images went through. At step 1
 *  it is the identity. */
export function resizeMatrix(g: GraphBuilder, { length, resized, start, step, to }: ResizedAxis): string {
  const { op, floats, ints } = g
  const float = (name: string): string => op('Cast', [name], { to: 1 })
  const long = float(length)
  const places = op('Add', [
    floats(
      Float32Array.from({ length: to }, (_, i) => i),
      [to, 1],
    ),
    float(start),
  ])
  const larger = op('Less', [step, floats(1)])
  // Where the middle of each place lies, in pixels of the images.
  const fromCentre = op('Sub', [op('Add', [places, floats(0.5)]), op('Mul', [float(resized), floats(0.5)])])
  const middle = op('Sub', [op('Mul', [long, floats(0.5)]), floats(0.5)])
  const centre = op('Where', [
    larger,
    op('Sub', [op('Mul', [places, step]), floats(0.5)]),
    op('Add', [op('Mul', [fromCentre, step]), middle]),
  ])
  const width = op('Max', [step, floats(1)])
  // Pixels as far outside as the window reaches, so that borders count as often as they are asked for.
  const outside = op('Add', [op('Cast', [op('Ceil', [op('Mul', [width, floats(3)])])], { to: 7 }), ints(1)])
  const end = op('Add', [length, outside])
  const pixels = float(op('Range', [op('Neg', [outside]), end, ints(1)]))
  const t = op('Div', [op('Sub', [pixels, centre]), width])
  const raw = op('Where', [larger, cubic(g, t), lanczos(g, t)])
  const weights = op('Div', [raw, op('ReduceSum', [raw, ints([1])], { keepdims: 1 })])

  const sumWhere = (mask: string): string =>
    op('ReduceSum', [op('Mul', [weights, float(mask)]), ints([1])], { keepdims: 1 })
  const last = op('Sub', [long, floats(1)])
  const before = sumWhere(op('Less', [pixels, floats(0)]))
  const behind = sumWhere(op('Greater', [pixels, last]))
  const list = (name: string): string => op('Reshape', [name, ints([1])])
  const inner = op('Slice', [weights, list(outside), list(end), ints([1])])
  // `end` counts from the first pixel outside: the slice is as long as the images.
  const inside = float(op('Range', [ints(0), length, ints(1)]))
  const at = (place: string): string => float(op('Equal', [inside, place]))
  return op('Add', [op('Add', [inner, op('Mul', [before, at(floats(0))])]), op('Mul', [behind, at(last)])])
}

/** sinc(t) sinc(t / 3) inside three lobes. */
function lanczos({ op, floats }: GraphBuilder, t: string): string {
  const size = op('Abs', [t])
  const atCentre = op('Less', [size, floats(1e-4)])
  const angle = op('Mul', [op('Where', [atCentre, floats(1), t]), floats(Math.PI)])
  const waves = op('Mul', [op('Sin', [angle]), op('Sin', [op('Div', [angle, floats(3)])])])
  const value = op('Div', [op('Mul', [waves, floats(3)]), op('Mul', [angle, angle])])
  const whole = op('Where', [atCentre, floats(1), value])
  return op('Where', [op('Less', [size, floats(3)]), whole, floats(0)])
}

/** 3/2 |t|³ - 5/2 |t|² + 1 up to 1,  -1/2 |t|³ + 5/2 |t|² - 4 |t| + 2 up to 2. */
function cubic({ op, floats }: GraphBuilder, t: string): string {
  const size = op('Abs', [t])
  const times = (x: string, factor: number): string => op('Mul', [x, floats(factor)])
  const plus = (x: string, term: number): string => op('Add', [x, floats(term)])
  const near = plus(op('Mul', [op('Mul', [plus(times(size, 1.5), -2.5), size]), size]), 1)
  const far = plus(op('Mul', [plus(op('Mul', [plus(times(size, -0.5), 2.5), size]), -4), size]), 2)
  const inTwo = op('Where', [op('Less', [size, floats(2)]), far, floats(0)])
  return op('Where', [op('Less', [size, floats(1)]), near, inTwo])
}
