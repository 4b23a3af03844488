import type { Preparation, RunDetail, RunSummary } from '../../api.ts'
import type { WatchedRun } from './watchRuns.ts'

/** What a list says of a run.
 *  @param about what was prepared of it says; null: its settings alone are known */
export function runSummary(
  { id, name, given, method, state, complaint, settings }: WatchedRun,
  prepared: Preparation,
  about: (Pick<RunDetail, 'dataset' | 'label' | 'evaluateLabel'> & { readonly stamp: string | null }) | null,
): RunSummary {
  return {
    id,
    name,
    folder: given,
    method,
    seed: settings?.seed ?? 0,
    state,
    complaint,
    prepared,
    stamp: about?.stamp ?? null,
    dataset: about?.dataset ?? settings?.dataset ?? '',
    label: about?.label ?? settings?.label ?? null,
    evaluateLabel: about?.evaluateLabel ?? settings?.evaluateLabel ?? null,
  }
}
