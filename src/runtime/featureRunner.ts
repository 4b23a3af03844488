import { demand, fail } from '../errors.ts'
import type { Session } from './session.ts'
import type { Take } from './take.ts'

export interface FeatureRunner {
  readonly path: string
  readonly session: Session
  readonly input: string
  readonly output: string
  readonly take: Take
  /** In pixels. */
  readonly image: { readonly height: number; readonly width: number }
  readonly mean: readonly number[]
  readonly std: readonly number[]
}

/** Runs `count` images, of which those not given are black. */
export function featureRunner({ path, session, input, output, take, image, mean, std }: FeatureRunner) {
  const { height, width } = image
  const normal = tables(mean, std)
  const places = height * width
  return async (images: readonly Uint8Array[], count: number): Promise<{ rows: Float32Array; dimension: number }> => {
    const data = new Float32Array(count * 3 * places)
    for (let i = 0; i < count; i++) {
      const pixels = images[i]
      for (let c = 0; c < 3; c++) {
        const [table, plane] = [normal[c]!, (3 * i + c) * places]
        if (!pixels) data.fill(table[0]!, plane, plane + places)
        else for (let at = 0; at < places; at++) data[plane + at] = table[pixels[3 * at + c]!]!
      }
    }
    const shape = [count, 3, height, width]
    const result = await session.run({ [input]: { dtype: 'float32', data, shape } }, [output]).catch((cause: unknown) =>
      fail({
        who: path,
        rule: `must run on images of ${width} x ${height}`,
        value: (cause as { complaint?: { value?: unknown } }).complaint?.value ?? cause,
        remedy: 'try another --image-size, or export the model again',
        cause,
      }),
    )
    const { data: all, shape: given } = result[output]!
    demand(given[0] === count && all.length % count === 0 && all.length > 0, {
      who: path,
      rule: `must give one row of features for each image, and output '${output}' of ${count} is [${given.join(', ')}]`,
      remedy: 'export it so that its first dimension is the number of images',
    })
    const rows = take === 'row' ? (all as Float32Array) : firstTokens(all as Float32Array, given as readonly number[])
    demand(rows.every(Number.isFinite), {
      who: path,
      rule: `the features in output '${output}' must be finite`,
      remedy: 'check the model, or name another output by --backbone-output',
    })
    return { rows, dimension: rows.length / count }
  }
}

/** Of [N, tokens, D] the first token of each: [N, D]. */
function firstTokens(all: Float32Array, [count = 0, tokens = 0, dimension = 0]: readonly number[]): Float32Array {
  const rows = new Float32Array(count * dimension)
  for (let i = 0; i < count; i++) {
    const at = i * tokens * dimension
    rows.set(all.subarray(at, at + dimension), i * dimension)
  }
  return rows
}

/** For each channel what each of the 256 values becomes. */
const tables = (mean: readonly number[], std: readonly number[]): Float32Array[] =>
  mean.map((centre, c) => Float32Array.from({ length: 256 }, (_, value) => (value / 255 - centre) / std[c]!))
