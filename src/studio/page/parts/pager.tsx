/** Steps through a long list page by page; nothing where all fits on one. */
export function Pager({
  from,
  count,
  total,
  what,
  onMove,
}: {
  readonly from: number
  /** Of a page. */
  readonly count: number
  readonly total: number
  /** Such as `images`. */
  readonly what: string
  readonly onMove: (from: number) => void
}) {
  if (total <= count) return null
  const last = Math.floor((total - 1) / count) * count
  const number = (n: number) => n.toLocaleString('en')
  return (
    <nav class="pager" aria-label={`Pages of ${what}`}>
      <button type="button" class="button" disabled={from === 0} onClick={() => onMove(0)} aria-label="first page">
        «
      </button>
      <button type="button" class="button" disabled={from === 0} onClick={() => onMove(Math.max(0, from - count))}>
        Previous
      </button>
      <span class="small" role="status">
        {what} {number(from + 1)} to {number(Math.min(total, from + count))} of {number(total)}
      </span>
      <button type="button" class="button" disabled={from >= last} onClick={() => onMove(from + count)}>
        Next
      </button>
      <button type="button" class="button" disabled={from >= last} onClick={() => onMove(last)} aria-label="last page">
        »
      </button>
    </nav>
  )
}
