/** A time for reading: `45 s`, `3 min 20 s`, `2 h 5 min`. */
export function durationText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return parts(Math.floor(whole / 60), 'min', whole % 60, 's')
  const minutes = Math.round(whole / 60)
  return parts(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
}

const parts = (many: number, unit: string, rest: number, smaller: string): string =>
  rest === 0 ? `${many} ${unit}` : `${many} ${unit} ${rest} ${smaller}`
