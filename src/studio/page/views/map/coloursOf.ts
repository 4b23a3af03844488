import type { Colouring } from './colouring.ts'
import { palette } from './palette.ts'
import type { Inks } from './useInks.ts'

/** `#rrggbb` of each class, and last that of rows without one. Right and wrong have their own: wrong is what is to be seen. */
export function coloursOf({ role, classes }: Colouring, { dark, bad }: Inks): readonly string[] {
  const none = dark ? '#5b626d' : '#b9b6ae'
  const own =
    role === 'right'
      ? classes.map((_, place) => (place === 0 ? bad : dark ? '#3f6b70' : '#9cc4c4'))
      : palette(classes.length, dark).map((rgb) => `#${rgb.map((x) => x.toString(16).padStart(2, '0')).join('')}`)
  return [...own, none]
}
