/** Three digits after the point; a dash where there is nothing to measure. */
export const shown = (value: number | null): string => (value === null ? '–' : value.toFixed(3))
