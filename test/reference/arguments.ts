/** Arguments of PyTorch, by its names; null stands for its default. */
export type Arguments = Readonly<Record<string, unknown>>

/** A number among the arguments, or PyTorch's default. */
export const numberOf = (args: Arguments, name: string, fallback = Number.NaN): number => Number(args[name] ?? fallback)

/** The arguments that ask for what we do not have, with their values.
 *  @param known names of those we have
 *  @param idle those we lack, with the value at which they change nothing; undefined where no value changes a number */
export function lacking(args: Arguments, known: readonly string[], idle: Arguments): string {
  const asked = Object.entries(args).filter(([name, value]) => {
    const harmless = value === null || (name in idle && (idle[name] === undefined || idle[name] === value))
    return !known.includes(name) && !harmless
  })
  return asked.map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(', ')
}
