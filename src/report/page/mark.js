/** Ten hues that stay apart for colour-blind eyes and on light and dark ground (after Paul Tol's bright and vibrant
 *  schemes); beyond ten classes they begin again. */
const hues = [
  '#4477aa',
  '#ee7733',
  '#228833',
  '#cc3377',
  '#33aacc',
  '#ccaa22',
  '#7755aa',
  '#999999',
  '#009988',
  '#aa5533',
]

/** @param {number} index of a class @returns {string} */
export const hueOf = (index) => hues[index % hues.length] ?? '#888888'
