import './style/studio.css'
import type { ComponentType } from 'preact'
import { useEffect } from 'preact/hooks'
import { isReport } from './data/resource.ts'
import { RunsProvider, useRunList } from './data/runs.tsx'
import { ImageDialog } from './parts/imageDialog.tsx'
import { Notice } from './parts/notice.tsx'
import { RunPicker } from './parts/runPicker.tsx'
import { ThemeButton } from './parts/themeButton.tsx'
import { followLinks, hrefOf, useRoute, type ViewName } from './route.ts'
import { ClassesView } from './views/classes/classesView.tsx'
import { CompareView } from './views/compare/compareView.tsx'
import { CurateView } from './views/curate/curateView.tsx'
import { MapView } from './views/map/mapView.tsx'
import { NeighboursView } from './views/neighbours/neighboursView.tsx'
import { SummaryView } from './views/summary/summaryView.tsx'
import { TrainingView } from './views/training/trainingView.tsx'

interface View {
  readonly title: string
  /** Runs that it shows side by side. */
  readonly most: number
  readonly View: ComponentType
}

const views: Readonly<Record<ViewName, View>> = {
  summary: { title: 'Summary', most: 500, View: SummaryView },
  map: { title: 'Map', most: 2, View: MapView },
  neighbours: { title: 'Neighbours', most: 4, View: NeighboursView },
  classes: { title: 'Classes', most: 1, View: ClassesView },
  training: { title: 'Training', most: 12, View: TrainingView },
  compare: { title: 'Compare', most: 500, View: CompareView },
  curate: { title: 'Curate', most: 1, View: CurateView },
}

/** The whole page: where one can go, which runs are looked at, and the view. */
export function Studio() {
  return (
    <RunsProvider>
      <Frame />
    </RunsProvider>
  )
}

function Frame() {
  const { view: name, params } = useRoute()
  const { value, error } = useRunList()
  const { title, most, View } = views[name]
  useEffect(() => {
    document.title = `${title} · nearkin studio`
  }, [title])
  useEffect(() => {
    document.addEventListener('click', followLinks)
    return () => document.removeEventListener('click', followLinks)
  }, [])
  // What is chosen in one view goes along to the next; what only that view knows stays behind.
  const runs = params.get('runs')
  return (
    <>
      <a class="skip" href="#view">
        to the view
      </a>
      <header class="top">
        <a class="brand" href={hrefOf('summary', { runs })}>
          <svg viewBox="0 0 32 32" aria-hidden="true">
            <circle cx="11" cy="19" r="6" />
            <circle cx="20" cy="12" r="6" class="near" />
            <circle cx="26" cy="25" r="3.5" class="far" />
          </svg>
          <span>nearkin{isReport ? '' : ' studio'}</span>
        </a>
        <nav aria-label="Views">
          {Object.entries(views)
            .filter(([view]) => !isReport || view !== 'curate')
            .map(([view, { title: words }]) => (
              <a key={view} href={hrefOf(view as ViewName, { runs })} aria-current={view === name ? 'page' : undefined}>
                {words}
              </a>
            ))}
        </nav>
        <div class="right">
          <RunPicker most={most} />
          <ThemeButton />
        </div>
      </header>
      {error && value && <Notice kind="bad">{error.message}</Notice>}
      <main id="view" tabIndex={-1}>
        {value ? <View key={name} /> : error ? <Notice kind="bad">{error.message}</Notice> : null}
      </main>
      <ImageDialog />
    </>
  )
}
