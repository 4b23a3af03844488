import type { ReportData } from './data.ts'
import { escapeHtml } from './escapeHtml.ts'
import { format } from './format.ts'
import type { MethodStyle } from './methodStyles.ts'

const captions = {
  circle:
    'Every point lies on the unit circle, so only its angle counts. Points are stacked outwards: the higher the stack, the more of them share an angle (height grows with the square root of the density, on one scale for all pictures). Lines inside join each class with the angle where it is densest.',
  plane: 'The two numbers of each embedding, as they are.',
  principal: 'The two directions along which the embeddings vary most.',
  umap: 'UMAP of the embeddings: what is near stays near, but distances and sizes of groups are not to scale.',
}

/** The controls and a canvas for each method; the page's script draws into them. */
export function pictures(data: ReportData, styles: readonly MethodStyle[], hidden: ReadonlySet<number>): string {
  const shown = data.methods.flatMap((m, i) => (m.picture ? [{ ...m, picture: m.picture, index: i }] : []))
  if (shown.length === 0 || data.items.length === 0) return ''
  const { trainLabel, evaluateLabel } = data.dataset
  const some = (seen: boolean): boolean => data.items.some((i) => i.seen === seen)
  const colours =
    trainLabel === evaluateLabel
      ? ''
      : choice('colour', 'Coloured by', [
          ['train', `${trainLabel}, trained on`],
          ['fine', `${evaluateLabel}, finer`],
        ])
  const parts =
    some(true) && some(false)
      ? choice('part', 'Show', [
          ['all', 'everything'],
          ['unseen', 'unseen only'],
        ])
      : ''
  const figures = shown.map((m) => {
    const column = data.table.columns[0]
    const value = data.table.rows[m.index]?.[0]?.mean
    const number = column ? `<span>${escapeHtml(column.name)} <b>${format(value, column.digits)}</b></span>` : ''
    const told = `Embedding of ${data.items.length} items by ${m.name}. Arrow keys go from item to item.`
    return `<figure class="picture" data-method="${m.index}"${hidden.has(m.index) ? ' hidden' : ''} style="--c:${styles[m.index]!.colour}"><figcaption><h3><bdi>${escapeHtml(m.name)}</bdi></h3>${number}</figcaption><div class="stage" data-picture="${m.index}"><canvas></canvas><canvas class="over" tabindex="0" role="img" aria-label="${escapeHtml(told)}"></canvas></div></figure>`
  })
  const kinds = [...new Set(shown.map((m) => m.picture.kind))]
  const notes = kinds.map((k) => `<p class="small">${captions[k]}</p>`).join('')
  const hollow = some(false) ? ' Hollow marks: classes never seen in training.' : ''
  return `<div class="controls">${colours}${parts}</div><div class="legend" role="group" aria-label="Classes; press one to see it alone"></div><div class="pictures">${figures.join('')}</div>${notes}<p class="small">${data.items.length.toLocaleString('en')} items of one seed, the same in every picture; point at one to find it in the others.${hollow}</p>`
}

/** One radio group, drawn as a row of segments. */
function choice(name: string, title: string, options: readonly (readonly [string, string])[]): string {
  const inputs = options.map(
    ([value, text], i) =>
      `<label><input type="radio" name="${name}" value="${value}"${i === 0 ? ' checked' : ''}><span>${escapeHtml(text)}</span></label>`,
  )
  return `<fieldset class="choice"><legend>${title}</legend>${inputs.join('')}</fieldset>`
}
