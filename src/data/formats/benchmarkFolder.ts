import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { demand, fail } from '../../errors.ts'

/** The folder that holds a benchmark's lists: the one that is named, or one of the name `inside` in it, as archives unpack.
 *  Fails naming the lists that are missing. */
export function benchmarkFolder(
  who: string,
  directory: string,
  { files, inside }: { readonly files: readonly string[]; readonly inside: string },
): string {
  demand(directory !== '', { who, rule: 'a folder must be given', remedy: `write ${who}:DIRECTORY` })
  const places = [resolve(directory), join(resolve(directory), inside)]
  const absent = places.map((place) => files.filter((file) => !existsSync(join(place, file))))
  const at = absent[1]!.length < absent[0]!.length ? 1 : 0
  if (absent[at]!.length === 0) return places[at]!
  return fail({
    who,
    rule: `the folder must hold ${files.join(', ')}`,
    value: places[at]!,
    remedy: `${absent[at]!.join(', ')} ${absent[at]!.length === 1 ? 'is' : 'are'} missing: fetch them again, or name the folder that directly holds them`,
  })
}
