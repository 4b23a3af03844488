/** A dot as a small picture of coverage, once for each of 4 x 4 places inside a pixel. */
export interface Stamps {
  /** Pixels of a side. */
  readonly side: number
  /** [16][side * side], 0 to 256. */
  readonly covers: readonly Uint16Array[]
}

/** Places inside a pixel along one axis. */
export const places = 4

/** Dots with soft edges. @param radius in pixels @param opacity of a whole pixel, 0 to 1 */
export function stampsOf(radius: number, opacity: number): Stamps {
  const reach = Math.ceil(radius + 0.5)
  const side = 2 * reach + 1
  const covers = Array.from({ length: places * places }, (_, place) => {
    const across = reach + ((place % places) + 0.5) / places - 0.5
    const down = reach + (Math.floor(place / places) + 0.5) / places - 0.5
    return Uint16Array.from({ length: side * side }, (_, at) => {
      const distance = Math.hypot((at % side) - across, Math.floor(at / side) - down)
      // A dot smaller than a pixel is a faint pixel.
      const share = Math.min(1, Math.max(0, radius - distance + 0.5)) * Math.min(1, 2 * radius)
      return Math.round(256 * opacity * share)
    })
  })
  return { side, covers }
}
