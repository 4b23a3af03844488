/** How often something is taken for something else: `14 of 38 queries, 37 %`. @param share of all its queries, above 0 */
export function takenWords(queries: number, share: number): string {
  const all = Math.max(queries, Math.round(queries / share))
  return `${number(queries)} of ${number(all)} ${all === 1 ? 'query' : 'queries'}, ${Math.round(100 * share)} %`
}

const number = (n: number): string => n.toLocaleString('en')
