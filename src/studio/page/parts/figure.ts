/** Saves a figure as a file, from SVG text that stands by itself: its colours written out, nothing of the page's style.
 *  @param name of the file without its ending */
export function saveSvg(svg: string, name: string): void {
  save(new Blob([svg], { type: 'image/svg+xml' }), `${name}.svg`)
}

/** Saves such a figure as a picture. Fails where the browser cannot draw it.
 *  @param scale pixels of a unit of the figure. Default 2 */
export async function savePng(svg: string, name: string, scale = 2): Promise<void> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.naturalWidth * scale
    canvas.height = image.naturalHeight * scale
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    if (!blob) throw new Error('figure: the browser could not draw it; make the window smaller, or save it as SVG')
    save(blob, `${name}.png`)
  } finally {
    URL.revokeObjectURL(address)
  }
}

/** Text as XML takes it. */
export const escapeXml = (text: string): string =>
  text
    .replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g, '\ufffd')

/** A name for a file out of words: letters, digits and hyphens. */
export const fileName = (...words: readonly string[]): string =>
  words
    .join(' ')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80) || 'figure'

function save(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // The browser reads it after this event.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
