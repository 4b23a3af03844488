import { InvalidArgumentError, Option } from 'commander'
import { closest } from '../closest.ts'

/** An option whose value is one of some words; for another it says which was likely meant. */
export function choice(flags: string, description: string, choices: readonly string[]): Option {
  return new Option(flags, description)
    .choices([...choices])
    .argParser((word) => (choices.includes(word) ? word : refuse(word, choices)))
}

/** Several of what a list names, separated by commas, each once. */
export const several = (text: string): string[] => {
  const entries = list(text)
  if (entries.length === 0) throw new InvalidArgumentError('It must name at least one.')
  return [...new Set(entries)]
}

/** A whole number of at least `least`, and at most `most`. */
export const wholeFrom =
  (least: number, most = Number.POSITIVE_INFINITY) =>
  (text: string): number => {
    const value = number(text)
    if (!Number.isSafeInteger(value) || value < least || value > most)
      throw new InvalidArgumentError(
        `It must be a whole number, at least ${least}${Number.isFinite(most) ? ` and at most ${most}` : ''}.`,
      )
    return value
  }

/** A finite number. */
export function number(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('It must be a number.')
  return value
}

/** What commas separate, without what is empty. */
export const list = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** Whole numbers from 1, separated by commas. */
export const wholes = (text: string): number[] => list(text).map(wholeFrom(1))

function refuse(word: string, choices: readonly string[]): never {
  const meant = closest(word, choices)
  throw new InvalidArgumentError(
    `${meant === undefined ? '' : `Did you mean ${meant}? `}Allowed are ${choices.join(', ')}.`,
  )
}
