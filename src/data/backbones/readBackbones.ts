import { z } from 'zod'
import { demand, fail } from '../../errors.ts'
import { readJson } from '../../files.ts'
import type { KnownBackbone } from './knownBackbone.ts'

/** Reads a list of backbones of one's own: a JSON array of {@link KnownBackbone} records. `about`, `licence` and `from` may be
 *  left out; `fit` is `cover`, `mean` and `std` are those of ImageNet, `output` is null and `take` is `row` by default.
 *  Fails, naming the file and the place in it, on anything else. */
export function readBackbones(path: string): KnownBackbone[] {
  const remedy = 'correct the list; `nearkin backbones --json` prints the form'
  const parsed = z.array(record).safeParse(readJson(path, { remedy }))
  if (!parsed.success) {
    const { path: place, message } = parsed.error.issues[0]!
    const at = place.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')
    return fail({
      who: path,
      rule: `must be a JSON array of backbones: ${at === '' ? '' : `${at}: `}${message}`,
      remedy,
    })
  }
  const names = parsed.data.map(({ name }) => name)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  demand(twice === undefined, { who: path, rule: 'each backbone must have a name of its own', value: twice, remedy })
  return parsed.data
}

const pixels = z.int().min(1).max(16384)
const three = z.tuple([z.number(), z.number(), z.number()])
const threeAbove0 = z.tuple([z.number().positive(), z.number().positive(), z.number().positive()])

const record: z.ZodType<KnownBackbone> = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]*$/i, 'a name is of letters, digits, ".", "-" and "_"'),
  about: z.string().default(''),
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 is of 64 lower-case hexadecimal digits'),
  licence: z.string().default('not stated'),
  from: z.string().default(''),
  url: z.url(),
  width: pixels,
  height: pixels,
  fit: z.enum(['cover', 'fill']).default('cover'),
  mean: three.default([0.485, 0.456, 0.406]),
  std: threeAbove0.default([0.229, 0.224, 0.225]),
  output: z.string().min(1).nullable().default(null),
  take: z.enum(['row', 'classToken']).default('row'),
  dimension: z.int().positive(),
})
