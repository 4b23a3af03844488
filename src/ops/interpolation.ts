/** How a resized axis reads the axis it comes from. The names are ONNX's. */
export interface Interpolation {
  /** One place, two weighted by nearness, or four by a cubic curve. Default 'nearest'. */
  readonly mode: 'nearest' | 'linear' | 'cubic'
  /** Which place of the old axis a place of the new one is. Default 'half_pixel': pixels are areas, their centres count. */
  readonly coordinates: 'half_pixel' | 'pytorch_half_pixel' | 'align_corners' | 'asymmetric'
  /** Which neighbour is the nearest. Default 'round_prefer_floor': half goes down. */
  readonly rounding: 'round_prefer_floor' | 'round_prefer_ceil' | 'floor' | 'ceil'
  /** The cubic curve's coefficient a (Keys 1981). Default -0.75. */
  readonly cubic?: number
  /** Whether places outside of the old axis count for nothing, in place of as much as the last one inside. Default false. */
  readonly excludeOutside?: boolean
  /** Whether, where the axis becomes shorter, the curves become as much wider, so that every old place counts. Default false. */
  readonly antialias?: boolean
}

/** How much each place of the old axis (rows, `from` of them) counts in each of the new one (columns, `to`). */
export function interpolation(from: number, to: number, how: Interpolation & { readonly scale: number }): Float32Array {
  const weights = new Float32Array(from * to)
  const count = (place: number, column: number, weight: number): void => {
    const row = Math.min(Math.max(place, 0), from - 1)
    weights[row * to + column]! += weight
  }
  for (let column = 0; column < to; column++) {
    const place = placeOf(column, from, to, how)
    if (how.mode === 'nearest') {
      count(rounded(place, how), column, 1)
      continue
    }
    for (const [tap, weight] of curve(place, from, how)) count(tap, column, weight)
  }
  return weights
}

/** The old places that count in a new one that lies at `place`, and how much: 1 altogether. */
function curve(place: number, from: number, how: Interpolation & { readonly scale: number }): [number, number][] {
  const { mode, scale, antialias = false, excludeOutside = false, cubic: a = -0.75 } = how
  const wider = antialias ? Math.max(1, 1 / scale) : 1
  const reach = (mode === 'linear' ? 1 : 2) * wider
  const taps: [number, number][] = []
  for (let tap = Math.ceil(place - reach); tap <= Math.floor(place + reach); tap++) {
    const distance = Math.abs(place - tap) / wider
    const inside = tap >= 0 && tap < from
    if (inside || !excludeOutside) taps.push([tap, mode === 'linear' ? Math.max(1 - distance, 0) : keys(distance, a)])
  }
  const sum = taps.reduce((total, [, weight]) => total + weight, 0)
  return taps.map(([tap, weight]) => [tap, weight / sum])
}

/** Cubic convolution (Keys 1981): two pieces, on [0, 1] and [1, 2]. */
function keys(t: number, a: number): number {
  if (t <= 1) return ((a + 2) * t - (a + 3)) * t * t + 1
  return t < 2 ? ((a * t - 5 * a) * t + 8 * a) * t - 4 * a : 0
}

function placeOf(
  column: number,
  from: number,
  to: number,
  { coordinates, scale }: Interpolation & { readonly scale: number },
): number {
  switch (coordinates) {
    case 'asymmetric':
      return column / scale
    case 'align_corners':
      return to === 1 ? 0 : (column * (from - 1)) / (to - 1)
    case 'pytorch_half_pixel':
      return to === 1 ? 0 : (column + 0.5) / scale - 0.5
    case 'half_pixel':
      return (column + 0.5) / scale - 0.5
  }
}

function rounded(place: number, { rounding }: Interpolation): number {
  switch (rounding) {
    case 'floor':
      return Math.floor(place)
    case 'ceil':
      return Math.ceil(place)
    case 'round_prefer_ceil':
      return Math.floor(place + 0.5)
    case 'round_prefer_floor':
      return Math.ceil(place - 0.5)
  }
}
