/** How large and how opaque dots are, so that many leave the map readable and few are easily met: radius in CSS pixels, opacity 0 to 1.
 *  @param side of the map in CSS pixels */
export function dotSize(
  points: number,
  side: number,
  zoom: number,
): { readonly radius: number; readonly opacity: number } {
  const room = side / (3.2 * Math.sqrt(points + 1))
  const radius = Math.min(7, Math.min(5, Math.max(0.75, room)) * Math.max(1, zoom) ** 0.3)
  const opacity = 1.6 - 0.2 * Math.log10(points + 1) + 0.08 * Math.log2(Math.max(1, zoom))
  return { radius, opacity: Math.min(0.9, Math.max(0.35, opacity)) }
}
