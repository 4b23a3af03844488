// npm run picture -- REPORT.html [OUT.svg]
// Draws the embeddings that a report shows side by side as one small SVG, such as the picture of README.md. It takes the first
// two methods, all and easiest positives where there are these, coloured by the finer label.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { hueOf } from '../src/report/page/mark.js'
import { circleRadius, highestOf, namePlaces, sceneOf } from '../src/report/page/scene.js'

const [from, to = 'docs/images/kinds.svg'] = process.argv.slice(2)
if (from === undefined) {
  process.stderr.write('picture: needs a report; npm run picture -- runs/<name>/report.html [OUT.svg]\n')
  process.exit(2)
}

const side = 420
const head = 58
const foot = 34

const html = readFileSync(from, 'utf8')
/** What the report carries, by address: see src/studio/export/embedded.ts. @type {Record<string, any>} */
const held = JSON.parse(part(/<script type="application\/json" id="nearkin-data">(.*?)<\/script>/s))
const shown = chosen()
const highest = highestOf(shown.map(({ picture }) => picture))
const width = shown.length * side + (shown.length - 1) * 20
const height = head + side + foot

const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif">
<title>${shown.map(({ name, figure }) => `${name}: ${figure}`).join('. ')}</title>
<style>
.ground { fill: #fff } .hole { stroke: #fff } .line { stroke: #d9d9d4; fill: none } text { fill: #22231f; text-anchor: middle } .soft { fill: #6b6c66 }
path { fill: none; stroke-linecap: round }
@media (prefers-color-scheme: dark) { .ground { fill: #16171a } .hole { stroke: #16171a } .line { stroke: #3a3b40 } text { fill: #ecece6 } .soft { fill: #a2a39c } }
</style>
<rect class="ground" width="${width}" height="${height}" rx="12"/>
${shown.map(panel).join('\n')}
<text class="soft" x="${width / 2}" y="${height - 13}" font-size="13">${escaped(caption())}</text>
</svg>
`
mkdirSync(dirname(to), { recursive: true })
writeFileSync(to, svg)
process.stdout.write(`${to}: ${(svg.length / 1000).toFixed(0)} kB\n`)

/** A class by its place, of each point; whether it was trained on.
 *  @typedef {{ name: string, figure: string, picture: import('../src/report/page/scene.js').Flat, label: string, fine: string,
 *    classes: readonly string[], of: readonly number[], seen: readonly boolean[] }} Shown */

/** The methods that are drawn, with their names and figures as the report gives them. @returns {Shown[]} */
function chosen() {
  const { columns, methods, byClass } = held['/api/compare']
  const unseen = new Set(
    byClass?.classes.filter((/** @type {any} */ one) => !one.seen).map((/** @type {any} */ one) => one.name),
  )
  const all = methods.flatMap((/** @type {any} */ { name, positives, estimates, runs }) => {
    const at = runs
      .map((/** @type {string} */ run) => `/api/runs/${run}`)
      .find((/** @type {string} */ one) => held[`${one}/map`])
    if (at === undefined) return []
    const detail = held[at]
    const place = detail.columns.findIndex(
      (/** @type {any} */ one) => one.role === 'level' && one.name === detail.evaluateLabel,
    )
    const { classes } = detail.columns[place]
    const [headline] = estimates
    return {
      name,
      positives,
      figure: headline ? `${columns[0].name} ${headline.mean.toFixed(3)}` : '',
      picture: { kind: detail.map.kind, xy: [...new Float32Array(bytesOf(held[`${at}/map`]))] },
      label: detail.label,
      fine: detail.evaluateLabel,
      classes,
      of: [...new Int32Array(bytesOf(held[`${at}/columns/${place}`]))],
      seen: classes.map((/** @type {string} */ one) => !unseen.has(one)),
    }
  })
  const pair = ['all', 'easiest'].flatMap(
    (rule) => all.find((/** @type {any} */ { positives }) => positives === rule) ?? [],
  )
  const two = pair.length === 2 ? pair : all.slice(0, 2)
  // Where only the positives differ, only they are named.
  const rest = new Set(two.map((/** @type {any} */ { name, positives }) => name.replace(positives, '')))
  if (rest.size > 1) return two
  return two.map((/** @type {any} */ one) => ({ ...one, name: `${one.positives} positives` }))
}

/** @param {Shown} shown @param {number} index @returns {string} */
function panel({ name, figure, picture, of, classes, seen }, index) {
  const scene = sceneOf(picture, highest)
  const x = (/** @type {number} */ i) => ((scene.x[i] ?? 0) * side).toFixed(1)
  const y = (/** @type {number} */ i) => ((scene.y[i] ?? 0) * side).toFixed(1)
  // A slice of each class in turn, so that no class lies on top only because it came last.
  const slices = 8
  const marks = Array.from({ length: slices * classes.length }, (_, turn) => {
    const k = turn % classes.length
    const every = [...of.keys()].filter((i) => of[i] === k && !Number.isNaN(scene.x[i]))
    const places = every.filter((_, n) => n % slices === Math.floor(turn / classes.length))
    if (places.length === 0) return ''
    const dots = places.map((i) => `M${x(i)} ${y(i)}h0`).join('')
    const full = `<path d="${dots}" stroke="${hueOf(k)}" stroke-width="4.6" stroke-opacity=".85"/>`
    return seen[k] ? full : `${full}<path class="hole" d="${dots}" stroke-width="2"/>`
  })
  const names = namePlaces(scene, [...of], [...classes.keys()]).map((place) => {
    const [px, py] = [place.x * side, place.y * side]
    const line =
      scene.kind === 'circle'
        ? `<path d="M${(px + (place.tipX * side - px) * 0.32).toFixed(1)} ${(py + (place.tipY * side - py) * 0.32).toFixed(1)}L${(place.tipX * side).toFixed(1)} ${(place.tipY * side).toFixed(1)}" stroke="${hueOf(place.index)}" stroke-width="1.5"/>`
        : ''
    return `${line}<text x="${px.toFixed(1)}" y="${(py + 4.5).toFixed(1)}" font-size="14" font-weight="600">${escaped(classes[place.index] ?? '')}</text>`
  })
  const ring =
    scene.kind === 'circle'
      ? `<circle class="line" cx="${side / 2}" cy="${side / 2}" r="${side * circleRadius - 4}" stroke-width="1.25"/>`
      : ''
  const left = index * (side + 20)
  return `<g transform="translate(${left} 0)"><text x="${side / 2}" y="30" font-size="15" font-weight="600">${escaped(name)}</text><text class="soft" x="${side / 2}" y="52" font-size="14">${escaped(figure)}</text></g>
<g transform="translate(${left} ${head})">${ring}${marks.join('')}${names.join('')}</g>`
}

function caption() {
  const [{ label, fine, seen }] = /** @type {[Shown]} */ (shown)
  const colour = `Colour: ${fine}; trained on ${label} alone.`
  return seen.includes(false) ? `${colour} Hollow: never seen in training.` : colour
}

/** @param {RegExp} pattern @returns {string} */
function part(pattern) {
  const found = pattern.exec(html)?.[1]
  if (found !== undefined) return found
  process.stderr.write(`picture: the file must be a report of nearkin, got '${from}'\n`)
  process.exit(1)
}

/** @param {string} base64 @returns {ArrayBuffer} */
function bytesOf(base64) {
  return Uint8Array.from(Buffer.from(base64, 'base64')).buffer
}

/** @param {string} text @returns {string} */
function escaped(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
