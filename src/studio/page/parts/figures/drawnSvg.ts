import { escapeXml } from '../figure.ts'
import { plainColour } from './plainColour.ts'

/** A drawing of the page as markup that needs nothing of the page: each shape with its place as it was given and its colours, lines and
 *  letters as they are seen. What bears `data-unsaved` is left out, and so is everything that is neither a shape nor text. */
export function drawnSvg(svg: SVGSVGElement): string {
  const colours = new Map<string, string>()
  const colourOf = (colour: string): string => {
    const known = colours.get(colour) ?? plainColour(colour)
    colours.set(colour, known)
    return known
  }
  const write = (element: Element, inherited: Style): string => {
    const tag = element.localName
    if (tag === 'title') return `<title>${escapeXml(element.textContent ?? '')}</title>`
    if (!shapes.has(tag) || element.hasAttribute('data-unsaved')) return ''
    const style = styleOf(element, colourOf)
    const places = [...element.attributes].filter(({ name }) => geometry.has(name))
    const written = (own: Style): string => {
      const styles = Object.entries(own).filter(
        ([name, value]) => value !== (name === 'opacity' ? '1' : inherited[name]),
      )
      const all = [...places.map(({ name, value }) => [name, value] as const), ...styles]
      return all.map(([name, value]) => ` ${name}="${escapeXml(value)}"`).join('')
    }
    const text = tag === 'text' || tag === 'tspan'
    const inside = [...element.childNodes]
      .map((child) => (child instanceof Element ? write(child, style) : text ? escapeXml(child.nodeValue ?? '') : ''))
      .join('')
    // A rim beneath letters: not every program knows `paint-order`.
    const rim = tag === 'text' && style.stroke !== 'none' && getComputedStyle(element).paintOrder.startsWith('stroke')
    if (!rim) return `<${tag}${written(style)}>${inside}</${tag}>`
    return `<${tag}${written({ ...style, fill: 'none' })}>${inside}</${tag}><${tag}${written({ ...style, stroke: 'none' })}>${inside}</${tag}>`
  }
  return [...svg.children]
    .filter(({ localName }) => localName !== 'title' && localName !== 'desc')
    .map((child) => write(child, initial))
    .join('\n')
}

type Style = Readonly<Record<string, string>>

const shapes = new Set(['g', 'path', 'line', 'circle', 'ellipse', 'rect', 'text', 'tspan'])

const geometry = new Set('d x y x1 x2 y1 y2 cx cy r rx ry dx dy width height transform points'.split(' '))

/** What a shape is where nothing says otherwise. */
const initial: Style = {
  fill: '#000000',
  stroke: 'none',
  'stroke-width': '1px',
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  'stroke-opacity': '1',
  'fill-opacity': '1',
  opacity: '1',
  'font-size': '',
  'font-weight': '400',
  'text-anchor': 'start',
}

function styleOf(element: Element, colourOf: (colour: string) => string): Style {
  const shown = getComputedStyle(element)
  const of = (name: string): string => {
    const value = shown.getPropertyValue(name)
    return name === 'fill' || name === 'stroke' ? colourOf(value) : value
  }
  return Object.fromEntries(Object.keys(initial).map((name) => [name, of(name)]))
}
