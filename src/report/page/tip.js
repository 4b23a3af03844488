/** @typedef {import('../pageData.ts').PageData} PageData */

/** The card that names an item: its picture, labels, and whether its class was trained on.
 *  @param {PageData} data */
export function makeTip(data) {
  const card = document.createElement('div')
  card.className = 'tip'
  card.hidden = true
  card.setAttribute('role', 'status')
  const image = document.createElement('span')
  image.className = data.sprite ? 'thumb' : 'thumb bare'
  const text = document.createElement('div')
  card.append(image, text)
  document.body.append(card)
  return {
    /** @param {number} i @param {number} x @param {number} y in the window */
    show(i, x, y) {
      if (data.sprite) {
        const { columns, rows } = data.sprite
        const tile = data.tiles[i] ?? 0
        image.style.backgroundPosition = `${share(tile % columns, columns)} ${share(Math.floor(tile / columns), rows)}`
      }
      const lines = [
        ['strong', `${data.fine.name} ${data.fine.classes[data.fine.of[i] ?? 0]}`],
        ['span', `${data.train.name} ${data.train.classes[data.train.of[i] ?? 0]}`],
        ['span', data.seen[i] ? '' : 'class never seen in training'],
        ['small', data.names[i] ?? ''],
      ]
      text.replaceChildren(
        ...lines
          .filter(([, words], k) => words && !(k === 1 && data.train.name === data.fine.name))
          .map(([tag, words]) => Object.assign(document.createElement(tag ?? 'span'), { textContent: words })),
      )
      card.hidden = false
      const { offsetWidth: w, offsetHeight: h } = card
      card.style.left = `${Math.max(8, Math.min(x + 18, window.innerWidth - w - 8))}px`
      card.style.top = `${y + h + 26 > window.innerHeight ? Math.max(8, y - h - 18) : y + 18}px`
    },
    hide() {
      card.hidden = true
    },
  }
}

/** @param {number} i @param {number} n @returns {string} */
const share = (i, n) => (n > 1 ? `${(i / (n - 1)) * 100}%` : '0')
