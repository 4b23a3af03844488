import type { Column, RunDetail, RunSummary, WallCounts } from '../../../api.ts'
import { ClassField } from '../../parts/classField.tsx'
import { useRoute } from '../../route.ts'
import type { Show, WallFilter } from './wallFilter.ts'
import { wallWords } from './wallWords.ts'

type Changes = Readonly<Partial<Record<keyof WallFilter, string | null>>>

/** Which queries are shown: all, what fails, what the runs differ in, what one finds that another misses, and of which class. */
export function WallControls({
  runs,
  detail,
  filter,
  counts,
  onChange,
}: {
  readonly runs: readonly RunSummary[]
  readonly detail: RunDetail
  readonly filter: WallFilter
  readonly counts: WallCounts | null
  readonly onChange: (changes: Changes) => void
}) {
  const levels = detail.columns.filter(({ role }) => role === 'level')
  // Of the address itself: without a class the filter has no level, and here it says whose classes are offered.
  const asked = useRoute().params.get('level')
  const level = levels.some(({ name }) => name === asked) ? asked! : detail.evaluateLabel
  const column: Column | undefined = levels.find(({ name }) => name === level)
  const words = counts && wallWords(counts, runs)
  const show = (to: Show) => onChange({ show: to === 'all' ? null : to, wrong: null, right: null })
  const choices: readonly { readonly to: Show; readonly words: string; readonly n: number | undefined }[] = [
    { to: 'all', words: 'All', n: counts?.queries },
    { to: 'failures', words: 'Failures', n: counts ? failuresOf(counts) : undefined },
    ...(runs.length > 1 ? [{ to: 'disagreements' as const, words: 'Disagreements', n: counts?.disagreements }] : []),
  ]
  const turned = words && words.turned.length > 0 && (
    <ul>
      {words.turned.map(({ words: said, queries, filter: to }) => {
        const on = filter.show === 'turned' && filter.wrong === to.wrong && filter.right === to.right
        return (
          <li key={said}>
            <button
              type="button"
              class="button"
              aria-pressed={on}
              disabled={queries === 0 && !on}
              onClick={() => (on ? show('all') : onChange(to))}
            >
              <b>{queries.toLocaleString('en')}</b> {said}
            </button>
          </li>
        )
      })}
    </ul>
  )
  return (
    <>
      <div class="controls">
        <fieldset class="choices">
          <legend class="small">Queries</legend>
          {choices.map(({ to, words: name, n }) => (
            <label key={to} class="button">
              <input type="radio" name="show" checked={filter.show === to} onChange={() => show(to)} />
              {name}
              {n !== undefined && <span class="mute">{n.toLocaleString('en')}</span>}
            </label>
          ))}
        </fieldset>
        {levels.length > 1 && (
          <label class="field">
            Label
            <select value={level} onChange={({ currentTarget: { value } }) => onChange({ level: value, class: null })}>
              {levels.map(({ name }) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        {column && (
          <ClassField
            classes={column.classes}
            value={filter.class}
            onChange={(value) => onChange({ class: value, level })}
          />
        )}
      </div>
      {words && (
        <div class="counts" role="status">
          <p>{words.failing}</p>
          {words.turned.length > 2 ? (
            <details open={filter.show === 'turned'}>
              <summary>What one misses and another finds</summary>
              {turned}
            </details>
          ) : (
            turned
          )}
        </div>
      )}
    </>
  )
}

/** Queries that are wrong under one run at least, where that follows from the counts: of one run or two. */
function failuresOf({ wrong, turned }: WallCounts): number | undefined {
  return wrong.length > 2 ? undefined : wrong[0]! + (turned[1]?.[0] ?? 0)
}
