/** A number for reading, of any size: three digits that tell, a true minus sign, an en dash where it was not measured. */
export function numberText(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–'
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-3 || size >= 1e6))
    return value
      .toExponential(1)
      .replace(/e([+-]\d+)$/, (_, power: string) => ` × 10${String(Number(power)).replace(/[-\d]/g, raised)}`)
      .replace('-', '−')
  const text = Number(value.toPrecision(3)).toLocaleString('en', { maximumFractionDigits: 6 })
  return text.replace('-', '−')
}

const raised = (digit: string): string => (digit === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]!)
