import { drawHighlight, drawScene, isShown } from './draw.js'
import { fillLegend } from './legend.js'
import { highestOf, sceneOf } from './scene.js'
import { makeTip } from './tip.js'

/** @typedef {import('../pageData.ts').PageData} PageData */
/** @typedef {{ base: HTMLCanvasElement, over: HTMLCanvasElement, scene: import('./scene.js').Scene }} Stage */

/** @type {PageData} */
const data = JSON.parse(document.getElementById('data')?.textContent ?? '{}')
/** @type {import('./draw.js').View} */
const view = { by: 'train', picked: new Set(), part: 'all' }
const highest = highestOf(data.pictures)
const tip = makeTip(data)

/** @type {Stage[]} */
const stages = data.pictures.flatMap((picture) => {
  const [base, over] = document.querySelectorAll(`[data-picture="${picture.method}"] canvas`)
  if (!(base instanceof HTMLCanvasElement && over instanceof HTMLCanvasElement)) return []
  return [{ base, over, scene: sceneOf(picture, highest) }]
})

const legend = document.querySelector('.legend')
let current = -1

function redraw() {
  for (const s of stages) {
    drawScene(s.base, s.scene, data, view)
    drawHighlight(s.over, s.scene, current)
  }
}

function recolour() {
  view.picked.clear()
  if (legend instanceof HTMLElement) fillLegend(legend, data, view, redraw)
  redraw()
}

/** @param {Stage} stage @param {number} i -1 for none */
function point(stage, i) {
  if (i === current && i < 0) return
  current = i
  for (const s of stages) drawHighlight(s.over, s.scene, i)
  if (i < 0) return tip.hide()
  const box = stage.over.getBoundingClientRect()
  tip.show(i, box.left + (stage.scene.x[i] ?? 0) * box.width, box.top + (stage.scene.y[i] ?? 0) * box.height)
}

/** @param {Stage} stage @param {PointerEvent} event @returns {number} the nearest item within 22 pixels, or -1 */
function nearest(stage, event) {
  const box = stage.over.getBoundingClientRect()
  const [px, py] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]
  let [best, least] = [-1, (22 / box.width) ** 2]
  for (let i = 0; i < stage.scene.x.length; i++) {
    const d = ((stage.scene.x[i] ?? 0) - px) ** 2 + ((stage.scene.y[i] ?? 0) - py) ** 2
    if (d < least && isShown(data, view, i)) [best, least] = [i, d]
  }
  return best
}

/** Arrow keys: round the circle, or from left to right. @param {Stage} stage @param {KeyboardEvent} event */
function walk(stage, event) {
  if (event.key === 'Escape') return point(stage, -1)
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 25, ArrowUp: -25 }[event.key]
  if (!step) return
  event.preventDefault()
  const key = stage.scene.kind === 'circle' ? stage.scene.angle : stage.scene.x
  const order = [...key.keys()].filter((i) => !Number.isNaN(key[i]) && isShown(data, view, i))
  order.sort((a, b) => (key[a] ?? 0) - (key[b] ?? 0))
  const at = order.indexOf(current)
  point(stage, order[at < 0 ? 0 : (at + step + order.length * 25) % order.length] ?? -1)
}

for (const stage of stages) {
  stage.over.addEventListener('pointermove', (event) => point(stage, nearest(stage, event)))
  stage.over.addEventListener('pointerdown', (event) => point(stage, nearest(stage, event)))
  stage.over.addEventListener('pointerleave', (event) => event.pointerType === 'mouse' && point(stage, -1))
  stage.over.addEventListener('blur', () => point(stage, -1))
  stage.over.addEventListener('keydown', (event) => walk(stage, event))
}

for (const input of document.querySelectorAll('input[name="colour"], input[name="part"]')) {
  if (!(input instanceof HTMLInputElement)) continue
  input.addEventListener('change', () => {
    if (input.name === 'part') {
      view.part = input.value === 'unseen' ? 'unseen' : 'all'
      redraw()
    } else {
      view.by = input.value === 'fine' ? 'fine' : 'train'
      recolour()
    }
  })
}

for (const button of document.querySelectorAll('button[data-toggle]')) {
  if (!(button instanceof HTMLButtonElement)) continue
  button.addEventListener('click', () => {
    const on = button.getAttribute('aria-pressed') !== 'true'
    button.setAttribute('aria-pressed', String(on))
    for (const part of document.querySelectorAll(`[data-method="${button.dataset.toggle}"]`))
      if (part instanceof HTMLElement) part.hidden = !on
    redraw()
  })
}

const copy = document.getElementById('copy')
copy?.addEventListener('click', async () => {
  const command = document.getElementById('command')
  try {
    await navigator.clipboard.writeText(command?.textContent ?? '')
    copy.textContent = 'copied'
  } catch {
    // A page opened from disk may not reach the clipboard: select the text instead.
    if (command) getSelection()?.selectAllChildren(command)
  }
})

// A browser may remember the choice over a reload.
const chosen = document.querySelector('input[name="colour"]:checked')
if (chosen instanceof HTMLInputElement && chosen.value === 'fine') view.by = 'fine'
const part = document.querySelector('input[name="part"]:checked')
if (part instanceof HTMLInputElement && part.value === 'unseen') view.part = 'unseen'

recolour()
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw)
const watch = new ResizeObserver(redraw)
for (const s of stages) watch.observe(s.base)
