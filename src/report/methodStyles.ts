import type { ReportMethod } from './data.ts'

export interface MethodStyle {
  /** A CSS colour: a variable of the page, so that it follows light and dark. */
  readonly colour: string
  /** SVG dash pattern; empty for a full line. */
  readonly dash: string
}

const dashes = ['', '7 4', '2 3', '12 3 2 3', '4 2', '1 4']

/** How each method is drawn: the colour tells the positives, the dashes tell the loss, so one option changed is one thing
 *  changed on the page. Where that would not tell two methods apart, colour and dashes simply count. */
export function methodStyles(methods: readonly ReportMethod[]): MethodStyle[] {
  const positives = [...new Set(methods.map((m) => m.positives))]
  const losses = [...new Set(methods.map((m) => m.loss))]
  const unique = new Set(methods.map((m) => `${m.positives}\n${m.loss}`)).size === methods.length
  if (!unique || positives.length === 1) return methods.map((_, i) => counted(i))
  const others = positives.filter((p) => p !== 'all' && p !== 'easiest')
  return methods.map((m) => ({
    colour:
      m.positives === 'all'
        ? 'var(--m-all)'
        : m.positives === 'easiest'
          ? 'var(--m-easiest)'
          : `var(--m-${others.indexOf(m.positives) % 4})`,
    dash: dashes[losses.indexOf(m.loss) % dashes.length]!,
  }))
}

const order = ['var(--m-easiest)', 'var(--m-0)', 'var(--m-1)', 'var(--m-2)', 'var(--m-3)', 'var(--m-all)']

const counted = (i: number): MethodStyle => ({
  colour: order[i % order.length]!,
  dash: dashes[Math.floor(i / order.length) % dashes.length]!,
})
