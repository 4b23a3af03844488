import { closest } from '../closest.ts'
import { demand, fail } from '../errors.ts'
import type { Options } from '../option.ts'
import { dashed } from './dashed.ts'

/** What a name with options was parsed to: 'triplet:margin=0.3:swap' is triplet with margin 0.3 and swap. */
export interface Spec {
  readonly name: string
  readonly options: Readonly<Record<string, number | boolean | string>>
}

/** Reads a name with options of its own, `name:option=value:flag`.
 *  @param text as it is typed
 *  @param who the option of the command, for messages: '--loss'
 *  @param known the options of each name that there is
 *  Fails on a name or an option that there is not, on one given twice, and on a value that is none; says which was likely meant. */
export function specOf(text: string, who: string, known: Readonly<Record<string, Options>>): Spec {
  const [name = '', ...parts] = text.split(':')
  const options = Object.hasOwn(known, name) ? known[name] : undefined
  if (!options)
    return fail({
      who,
      rule: `must be one of ${Object.keys(known).join(', ')}`,
      value: name,
      ...meant(name, Object.keys(known)),
    })
  const chosen = parts.map((part, i): [string, number | boolean | string] => {
    const at = part.indexOf('=')
    const [dashes, value] = at < 0 ? [part, undefined] : [part.slice(0, at), part.slice(at + 1)]
    const option = camel(dashes)
    if (!Object.hasOwn(options, option))
      fail({
        who: `${who} ${name}`,
        rule: `has no option '${dashes}'`,
        remedy: `it has ${Object.keys(options).map(dashed).join(', ') || 'none'}`,
      })
    demand(!parts.slice(0, i).some((other) => camel(other.split('=')[0]!) === option), {
      who: `${who} ${name}`,
      rule: `${dashes} stands twice`,
      value: text,
      remedy: 'give it once',
    })
    return [option, read(value, options[option]!.kind, `${who} ${name}`, dashes)]
  })
  return { name, options: Object.fromEntries(chosen) }
}

function read(text: string | undefined, kind: 'number' | 'flag' | 'word', who: string, option: string) {
  if (kind === 'flag') {
    if (text === undefined || text === 'true') return true
    if (text === 'false') return false
    return fail({
      who,
      rule: `${option} is on or off`,
      value: text,
      remedy: `write ${option} alone, or ${option}=false`,
    })
  }
  if (text === undefined || text === '')
    return fail({ who, rule: `${option} needs a value`, remedy: `write ${option}=${kind === 'number' ? 1 : 'word'}` })
  if (kind === 'word') return text
  const number = Number(text)
  return Number.isFinite(number) ? number : fail({ who, rule: `${option} must be a number`, value: text })
}

function meant(name: string, names: readonly string[]): { remedy?: string } {
  const near = closest(name, names)
  return near === undefined ? {} : { remedy: `did you mean ${near}?` }
}

const camel = (name: string): string => name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
