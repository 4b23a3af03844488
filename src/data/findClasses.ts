import { fail } from '../errors.ts'
import type { Dataset } from './dataset.ts'

/** Marks with 1 the images that belong to one of the named classes, of whichever level. A class is named in full
 *  (`Fruit/Apple`), or by its last part (`Apple`) where one class only ends so. Fails on a name that is unknown or means several.
 *  @param who complains */
export function findClasses(dataset: Dataset, names: readonly string[], who = dataset.name): Uint8Array {
  const marked = new Uint8Array(dataset.size)
  for (const name of names) {
    const title = titleOf(dataset, name, who)
    for (const { classes, labels } of dataset.levels) {
      const wanted = classes.indexOf(title)
      labels.forEach((c, i) => {
        if (c === wanted) marked[i] = 1
      })
    }
  }
  return marked
}

function titleOf(dataset: Dataset, name: string, who: string): string {
  const titles = [...new Set(dataset.levels.flatMap(({ classes }) => classes))]
  if (titles.includes(name)) return name
  const ending = titles.filter((title) => title.endsWith(`/${name}`))
  if (ending.length > 1) {
    fail({
      who,
      rule: `a class name must mean one class: ${listed(ending)}`,
      value: name,
      remedy: 'name it in full',
    })
  }
  return ending[0] ?? fail({ who, rule: `the classes are ${listed(titles)}`, value: name, remedy: 'name one of these' })
}

function listed(titles: readonly string[]): string {
  const most = 30
  const more = titles.length > most ? `, and ${titles.length - most} more` : ''
  return titles.slice(0, most).join(', ') + more
}
