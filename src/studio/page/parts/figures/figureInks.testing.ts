import type { FigureInks } from './figureInks.ts'

/** Inks of a light page, to draw figures without one. */
export const lightInks: FigureInks = {
  ink: '#000000',
  mute: '#555555',
  line: '#cccccc',
  faint: '#eeeeee',
  ground: '#ffffff',
}
