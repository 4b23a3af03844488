import { closest } from '../closest.ts'
import { demand } from '../errors.ts'
import type { NumericArray } from '../tensor/array.ts'
import { sameShape } from '../tensor/shape.ts'
import { blankRandom } from './blankRandom.ts'
import type { Layer, Weights } from './layer.ts'
import { aliases } from './networks/aliases.ts'

export interface MatchOptions {
  /** Takes the part of the tensors whose names begin with it, under what follows: `visual.` of a CLIP model. Default: all. */
  readonly prefix?: string
  /** Beginnings of names that are left out, beside the usual ones. Default: none. */
  readonly ignore?: readonly string[]
}

/** A layer's weights out of tensors by PyTorch's or timm's names. Stripped from a name: `module.`, `model.`, `backbone.`, as
 *  wrappers put them before it. Left out, unless the layer has the name: classifiers (`fc.`, `head.`, `classifier.`, ...) and
 *  `num_batches_tracked`. Names of the other library are translated (`aliases`). Fails, naming every tensor that is missing,
 *  not expected or of another shape with the nearest name there is: nothing begins at random because a name did not fit.
 *  @param who the file, in errors */
export function matchWeights(
  who: string,
  layer: Layer,
  tensors: Readonly<Record<string, NumericArray>>,
  options: MatchOptions = {},
): Weights {
  const { parameters, buffers } = layer.init(blankRandom)
  const wanted = new Map(Object.entries({ ...parameters, ...buffers }))
  const given = renamed(who, tensors, wanted, options)
  const found = new Map<string, NumericArray>()
  const wrong: string[] = []
  for (const [name, { shape }] of wanted) {
    const array = given.get(name)
    if (!array) continue
    const fitted = sameShape(array.shape, shape) ? array : layer.fit?.(name, array)
    if (fitted && sameShape(fitted.shape, shape)) found.set(name, finite(who, name, fitted))
    else wrong.push(`${name} is [${array.shape}], not [${shape}]`)
  }
  const missing = [...wanted.keys()].filter((name) => !given.has(name))
  const strange = [...given.keys()].filter((name) => !wanted.has(name))
  const faults = [
    listed('missing', missing, (name) => `${name} [${wanted.get(name)!.shape}]${hint(name, strange)}`),
    listed('not expected', strange, (name) => `${name}${hint(name, missing)}`),
    listed('of another shape', wrong, (text) => text),
  ].filter((text) => text !== '')
  demand(faults.length === 0, {
    who,
    rule: `must hold the weights of ${layer.name} (${wanted.size} tensors): ${faults.join('; ')}`,
    remedy: 'take the file of this network, or give a prefix, or ignore what it does not have',
  })
  const taken = (names: object) => Object.fromEntries(Object.keys(names).map((name) => [name, found.get(name)!]))
  return { parameters: taken(parameters), buffers: taken(buffers) }
}

const wrappers = /^(module|model|backbone)\./
const classifiers = /^(fc|head|heads|head_dist|classifier|last_linear)\./

/** The tensors by the layer's names, where they have one; less what is left out. */
function renamed(
  who: string,
  tensors: Readonly<Record<string, NumericArray>>,
  wanted: ReadonlyMap<string, unknown>,
  { prefix = '', ignore = [] }: MatchOptions,
): Map<string, NumericArray> {
  const inside = Object.entries(tensors).filter(([name]) => name.startsWith(prefix))
  demand(inside.length > 0, {
    who,
    rule: prefix ? `must hold tensors whose names begin with '${prefix}'` : 'must hold tensors',
    value: Object.keys(tensors).slice(0, 5),
  })
  const given = new Map<string, NumericArray>()
  for (const [whole, array] of inside) {
    const name = nameOf(whole.slice(prefix.length), wanted)
    if (ignore.some((start) => whole.startsWith(start) || name.startsWith(start))) continue
    if (!wanted.has(name) && (classifiers.test(name) || /(^|\.)num_batches_tracked$/.test(name))) continue
    demand(!given.has(name), {
      who,
      rule: 'two tensors must not become one weight',
      value: `${whole} for ${name}`,
      remedy: 'give a prefix, or ignore one of them',
    })
    given.set(name, array)
  }
  return given
}

function nameOf(given: string, wanted: ReadonlyMap<string, unknown>): string {
  let name = given
  while (!wanted.has(name) && wrappers.test(name)) name = name.replace(wrappers, '')
  if (wanted.has(name)) return name
  return aliases(name).find((alias) => wanted.has(alias)) ?? name
}

function finite(who: string, name: string, array: NumericArray): NumericArray {
  demand(array.dtype === 'float32', { who, rule: `${name} must hold floating-point numbers`, value: array.dtype })
  const numbers = array.data as Float32Array
  const bad = numbers.findIndex((x) => !Number.isFinite(x))
  demand(bad < 0, { who, rule: `every number of ${name} must be finite`, value: numbers[bad] })
  return array
}

/** How many names of each kind an error names; of the rest it says how many. */
const MOST_NAMED = 8
const LONGEST = 160

function listed(what: string, names: readonly string[], shown: (name: string) => string): string {
  if (names.length === 0) return ''
  const more = names.length > MOST_NAMED ? `, and ${names.length - MOST_NAMED} more` : ''
  const first = names.slice(0, MOST_NAMED).map((name) => shown(name).slice(0, LONGEST))
  return `${names.length} ${what}: ${first.join(', ')}${more}`
}

/** The nearest name, of those that a person may have meant: a hostile file has a million names, or one of a million letters. */
function hint(name: string, others: readonly string[]): string {
  const short = others.filter(({ length }) => length <= LONGEST).slice(0, 1000)
  const near = name.length <= LONGEST ? closest(name, short) : undefined
  return near === undefined ? '' : ` (near: ${near})`
}
