/** Colours of so many classes, as far from one another as they can be: hues a golden angle apart, light and dark by turns, on a
 *  background that is light or dark. For canvases, which know no custom properties. */
export function classColours(count: number): readonly string[] {
  const dark = getComputedStyle(document.documentElement).colorScheme === 'dark'
  return Array.from({ length: count }, (_, i) => {
    const light = (dark ? 0.74 : 0.6) + (i % 2 === 0 ? 0.04 : -0.06)
    return `oklch(${light} 0.15 ${(25 + 137.508 * i) % 360})`
  })
}
