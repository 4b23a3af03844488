import { demand } from '../../../errors.ts'

const most = 1000

/** Fails on a column that stands twice, on too many, and on a name that no heading has. Nameless ones are passed over later. */
export function demandHeading(path: string, names: readonly string[]): void {
  demand(names.length <= most, { who: path, rule: `a manifest has at most ${most} columns`, value: names.length })
  const named = names.filter((name) => name !== '')
  const twice = named.find((name, i) => named.indexOf(name) < i)
  demand(twice === undefined, {
    who: path,
    rule: 'every column must have a name of its own',
    value: `'${twice}' twice`,
    remedy: 'rename one of them',
  })
}
