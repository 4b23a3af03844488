/** What the classes of a label level are called: one and several. `digit`: digit, digits; `fine`: fine class, fine
 *  classes, since such names say only where a level stands. */
export function levelWords(level: string): { readonly one: string; readonly many: string } {
  if (level === 'class') return { one: 'class', many: 'classes' }
  if (/^(fine|coarse|super|level\d+)$/.test(level)) return { one: `${level} class`, many: `${level} classes` }
  if (/[^aeiou]y$/.test(level)) return { one: level, many: `${level.slice(0, -1)}ies` }
  return { one: level, many: /(s|x|ch|sh)$/.test(level) ? `${level}es` : `${level}s` }
}
