/** How a resized axis reads the axis it comes from. The names are ONNX's. */
export interface Interpolation {
  /** One place, or two weighted by nearness. Default 'nearest'. */
  readonly mode: 'nearest' | 'linear'
  /** Which place of the old axis a place of the new one is. Default 'half_pixel': pixels are areas, their centres count. */
  readonly coordinates: 'half_pixel' | 'pytorch_half_pixel' | 'align_corners' | 'asymmetric'
  /** Which neighbour is the nearest. Default 'round_prefer_floor': half goes down. */
  readonly rounding: 'round_prefer_floor' | 'round_prefer_ceil' | 'floor' | 'ceil'
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
    if (how.mode === 'nearest') count(rounded(place, how), column, 1)
    else {
      const low = Math.floor(place)
      count(low, column, 1 - (place - low))
      count(low + 1, column, place - low)
    }
  }
  return weights
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
