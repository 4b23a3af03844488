import type { ClassVerdict } from '../../../api.ts'

/** Where the dots of the sign stand, in a square of 20. */
const signs: Readonly<Record<ClassVerdict, readonly (readonly [number, number])[]>> = {
  'several kinds': [
    [4, 5],
    [7, 4],
    [6, 8],
    [14, 6],
    [17, 8],
    [15, 10],
    [8, 16],
    [11, 15],
    [10, 18],
  ],
  collapsed: [[10, 10]],
  'one compact kind': [
    [9, 9],
    [12, 9],
    [10, 12],
    [13, 12],
    [8, 12],
    [11, 7],
  ],
  'one cloud': [
    [4, 6],
    [9, 3],
    [15, 5],
    [7, 10],
    [13, 10],
    [17, 12],
    [4, 15],
    [10, 16],
    [15, 17],
  ],
  'too few images': [
    [6, 10],
    [14, 10],
  ],
}

const tones: Readonly<Record<ClassVerdict, string>> = {
  'several kinds': 'good',
  collapsed: 'bad',
  'one compact kind': 'warn',
  'one cloud': 'plain',
  'too few images': 'plain',
}

/** What a class looks like in the embedding: a word, and a sign of it. */
export function VerdictBadge({ verdict }: { readonly verdict: ClassVerdict }) {
  return (
    <span class={`verdict-badge ${tones[verdict]}`}>
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
        {signs[verdict].map(([x, y]) => (
          <circle key={`${x} ${y}`} cx={x} cy={y} r={verdict === 'collapsed' ? 3.2 : 1.6} />
        ))}
      </svg>
      <span>{verdict}</span>
    </span>
  )
}
