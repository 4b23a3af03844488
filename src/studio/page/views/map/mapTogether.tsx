import { useMemo, useState } from 'preact/hooks'
import { setParams } from '../../data/setParams.ts'
import { writeCamera } from './camera.ts'
import { type Choice, withRows } from './choice.ts'
import { MapCanvas } from './mapCanvas.tsx'
import { shownPaths } from './shownPaths.ts'
import { rowsMeant } from './together.ts'
import type { Inks } from './useInks.ts'
import type { Side } from './useMaps.ts'
import type { Laid } from './useTogether.ts'

const noNames: readonly [] = []

/** Both runs in one map. A line leads from where the first has an image to where the second has it, of what is pointed at and chosen. */
export function MapTogether({
  laid: { both, look, title, words, counts },
  sides,
  inks,
  lasso,
  onChoose,
}: {
  readonly laid: Laid
  readonly sides: readonly Side[]
  readonly inks: Inks
  readonly lasso: boolean
  readonly onChoose: (choice: Choice | null) => void
}) {
  const [pointed, point] = useState(-1)
  const [first, second] = [sides[0]!, sides[1]!]
  const paths = useMemo(
    () => shownPaths(both, look, pointed < 0 ? look.chosen : [pointed, ...look.chosen]),
    [both, look, pointed],
  )
  const chooseRows = (rows: readonly number[], more: boolean) => {
    const meant = rowsMeant(both, rows)
    const { run, chosen } = sides[meant.run]!
    const next = more ? withRows(chosen, meant.rows) : meant.rows
    onChoose(next.length > 0 ? { by: 'rows', run: run.id, rows: next } : null)
  }
  const of = (row: number) => {
    const { run, map, title: name } = row < both.first ? first : second
    return { run: run.id, detail: map!.detail, row: row < both.first ? row : row - both.first, name }
  }
  return (
    <section class="map-panel card" aria-label={title}>
      <header>
        <h2>
          <bdi>{title}</bdi>
        </h2>
        <p class="small alignment">
          <bdi>{words}</bdi>
        </p>
      </header>
      <MapCanvas
        of={of}
        look={look}
        names={noNames}
        paths={paths}
        inks={inks}
        label={`Map of ${title}. Arrows move, plus and minus zoom, 0 shows all, shift with arrows goes from point to point, Enter chooses, Escape gives up.`}
        shown={first.camera}
        pointed={pointed}
        lasso={lasso}
        onMoved={(to) => setParams({ at: writeCamera(to) })}
        onPoint={point}
        onChoose={chooseRows}
        onClear={() => onChoose(null)}
      />
      <p class="sr">
        {(counts[0] ?? 0).toLocaleString('en')} images of {first.title}, {(counts[1] ?? 0).toLocaleString('en')} of{' '}
        {second.title}. The runs and what is chosen are listed below.
      </p>
    </section>
  )
}
