import { hueOf, outline } from './mark.js'

/** @typedef {import('../pageData.ts').PageData} PageData */
/** @typedef {import('./draw.js').View} View */

/** Fills the legend for the present colouring: a button for each class; pressed ones are looked at alone.
 *  @param {HTMLElement} box @param {PageData} data @param {View} view @param {() => void} changed */
export function fillLegend(box, data, view, changed) {
  const { classes, of } = data[view.by]
  const buttons = classes.map((name, k) => {
    const items = of.flatMap((c, i) => (c === k ? [i] : []))
    const unseen = items.every((i) => data.seen[i] === 0)
    const button = document.createElement('button')
    button.type = 'button'
    button.setAttribute('aria-pressed', String(view.picked.has(k)))
    const label = document.createElement('bdi')
    label.textContent = name
    button.append(swatch(k, unseen), label)
    if (unseen) button.append(Object.assign(document.createElement('em'), { className: 'tag', textContent: 'unseen' }))
    button.append(Object.assign(document.createElement('small'), { textContent: String(items.length) }))
    button.addEventListener('click', () => {
      if (!view.picked.delete(k)) view.picked.add(k)
      button.setAttribute('aria-pressed', String(view.picked.has(k)))
      clear.hidden = view.picked.size === 0
      changed()
    })
    return button
  })
  const clear = document.createElement('button')
  clear.type = 'button'
  clear.className = 'clear'
  clear.textContent = 'show all'
  clear.hidden = view.picked.size === 0
  clear.addEventListener('click', () => {
    view.picked.clear()
    for (const b of buttons) b.setAttribute('aria-pressed', 'false')
    clear.hidden = true
    changed()
  })
  box.replaceChildren(...buttons, clear)
}

/** @param {number} k @param {boolean} hollow @returns {HTMLCanvasElement} */
function swatch(k, hollow) {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 36
  canvas.className = 'swatch'
  canvas.setAttribute('aria-hidden', 'true')
  const c = canvas.getContext('2d')
  if (!c) return canvas
  c.beginPath()
  outline(c, k, 18, 18, 11)
  c.fillStyle = c.strokeStyle = hueOf(k)
  c.lineWidth = 5
  if (hollow) c.stroke()
  else c.fill()
  return canvas
}
