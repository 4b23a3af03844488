import { plainColour } from './plainColour.ts'

/** What a figure is drawn with, `#rrggbb` each: as the page is now, light or dark. */
export interface FigureInks {
  readonly ink: string
  readonly mute: string
  readonly line: string
  readonly faint: string
  readonly ground: string
}

export const figureInks = (): FigureInks => ({
  ink: plainColour('var(--ink)'),
  mute: plainColour('var(--mute)'),
  line: plainColour('var(--line)'),
  faint: plainColour('var(--faint)'),
  ground: plainColour('var(--card)'),
})
