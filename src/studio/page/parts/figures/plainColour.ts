/** A CSS colour of the page as it is now, light or dark, as `#rrggbb`, which every program that opens a figure knows; `none` where
 *  nothing would be seen. Custom properties and the newer colour spaces are resolved. */
export function plainColour(colour: string): string {
  if (colour === 'none') return colour
  const probe = document.createElement('i')
  probe.hidden = true
  probe.style.color = colour
  document.body.append(probe)
  const shown = getComputedStyle(probe).color
  probe.remove()
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!
  context.fillStyle = shown
  context.fillRect(0, 0, 1, 1)
  const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data
  return alpha === 0 ? 'none' : `#${[red!, green!, blue!].map((x) => x.toString(16).padStart(2, '0')).join('')}`
}
