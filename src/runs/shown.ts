/** Digits after the point, three unless told; a dash where there is nothing to measure. */
export const shown = (value: number | null, digits = 3): string =>
  value === null || Number.isNaN(value) ? '–' : value.toFixed(digits)
