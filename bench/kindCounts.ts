import { countKinds } from '../src/evaluate/collapse/countKinds.ts'
import { knownKinds } from '../src/evaluate/collapse/synthetic.testing.ts'
import { random } from '../src/random.ts'

const kindsOfClasses = [1, 2, 3, 5, 8]
const dimensions = [16, 64, 128]

/** How often the kinds of a class are counted right: classes of known kinds whose sizes differ by up to 2.5, `draws` for each of 1, 2,
 *  3, 5 and 8 kinds in each of 16, 64 and 128 dimensions, by how many images the class has and how far apart the kinds are, in standard
 *  deviations. */
export function benchKindCounts({ draws }: { readonly draws: number }, say: (line: string) => void): void {
  for (const [images, apart] of [
    [400, 10],
    [150, 10],
    [40, 10],
    [400, 6],
  ] as const) {
    const found = dimensions.flatMap((dimension) =>
      kindsOfClasses.flatMap((kinds) =>
        Array.from({ length: draws }, (_, draw) => {
          const rng = random(draw).fork(`${images} ${apart} ${dimension} ${kinds}`)
          const { embeddings } = knownKinds(sizesOf(images, kinds, rng.uniform), { dimension, apart, random: rng })
          return { kinds, count: countKinds({ embeddings, dimension }).count ?? Number.NaN }
        }),
      ),
    )
    const those = (which: (one: (typeof found)[number]) => boolean): number => found.filter(which).length
    say(
      `  ${images} images, ${apart} apart: ${those(({ kinds, count }) => count === kinds)} of ${found.length} right, ` +
        `${those(({ kinds, count }) => count < kinds)} too few, ${those(({ kinds, count }) => count > kinds)} too many; ` +
        kindsOfClasses.map((of) => `${of}: ${those(({ kinds, count }) => kinds === of && count === of)}`).join(', ') +
        ` of ${those(({ kinds }) => kinds === kindsOfClasses[0])} each`,
    )
  }
}

function sizesOf(images: number, kinds: number, uniform: () => number): number[] {
  const weights = Array.from({ length: kinds }, () => 1 + 1.5 * uniform())
  const whole = weights.reduce((a, b) => a + b, 0)
  return weights.map((weight) => Math.round((images * weight) / whole))
}
