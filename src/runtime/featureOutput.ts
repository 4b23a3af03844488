import { fail } from '../errors.ts'
import type { Declared, Session } from './session.ts'
import type { Take } from './take.ts'
import { wordedTensors } from './wordedTensors.ts'

/** The name of the output to take. Fails unless it has one row of float32 for each image, or tokens where one is taken. */
export function featureOutput(
  path: string,
  { declared: { outputs } }: Session,
  wanted: string | undefined,
  take: Take,
): string {
  const fits = take === 'row' ? isRows : isTokens
  const found = wanted === undefined ? outputs.find(fits) : outputs.find(({ name }) => name === wanted)
  if (found && fits(found)) return found.name
  if (take === 'classToken')
    return fail({
      who: path,
      rule: 'a model of which the class token is taken must have an output of tokens, float32 [N, tokens, D]',
      value: wordedTensors(found ? [found] : outputs),
      remedy: 'name one that it has, or take the row of an output float32 [N, D]',
    })
  if (wanted === undefined)
    return fail({
      who: path,
      rule: 'a frozen model must have an output of features, float32 [N, D]',
      value: wordedTensors(outputs),
      remedy: 'export it with its features, averaged over places, as an output',
    })
  const right = outputs.filter(isRows)
  return fail({
    who: `--backbone-output ${wanted}`,
    rule: found
      ? `features must be float32 [N, D], and this output of ${path} is ${wordedTensors([found])}`
      : `must be an output of ${path}, which has ${wordedTensors(outputs)}`,
    remedy:
      right.length === 0
        ? 'export the model with its features, averaged over places, as an output'
        : `name ${right.map(({ name }) => name).join(' or ')}`,
  })
}

/** [N, D], or with nothing but ones after it. */
const isRows = ({ type, shape }: Declared): boolean =>
  type === 'float32' && shape.length >= 2 && shape.slice(2).every((dim) => dim === 1)

/** [N, tokens, D] */
const isTokens = ({ type, shape }: Declared): boolean => type === 'float32' && shape.length === 3
