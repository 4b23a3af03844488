import { createHash } from 'node:crypto'
import type { Json } from '../json.ts'

/** What a run was asked to do, all that is needed to repeat it: a plain JSON object. */
export type Config = Readonly<Record<string, unknown>>

/** One setting in which two configurations differ: its dotted name and both values (undefined where it is not set). */
export interface Difference {
  readonly name: string
  readonly stored: Json | undefined
  readonly given: Json | undefined
}

/** SHA-256 (64 hexadecimal digits) of the configuration's canonical JSON: names sorted, no white space, so that the order in
 *  which settings were given does not matter. */
export function configHash(config: Config): string {
  return createHash('sha256')
    .update(canonical(plain(config)))
    .digest('hex')
}

/** Every setting in which two configurations differ, in the order of their names. Lists are compared as a whole. */
export function configDifferences(stored: Config, given: Config): Difference[] {
  return differences('', plain(stored), plain(given))
}

function differences(name: string, stored: Json | undefined, given: Json | undefined): Difference[] {
  if (!isObject(stored) || !isObject(given))
    return canonical(stored) === canonical(given) ? [] : [{ name, stored, given }]
  const keys = [...new Set([...Object.keys(stored), ...Object.keys(given)])].sort()
  return keys.flatMap((key) => differences(name === '' ? key : `${name}.${key}`, own(stored, key), own(given, key)))
}

function canonical(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (!isObject(value)) return JSON.stringify(value) ?? ''
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
  return `{${members.join(',')}}`
}

/** What is left of a value once it has been a file: no undefined, no functions, -0 as 0. */
const plain = (config: Config): Json => JSON.parse(JSON.stringify(config)) as Json

const own = (object: { readonly [name: string]: Json }, key: string): Json | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined

const isObject = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
