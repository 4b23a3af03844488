import type { JudgedRun } from './judgedRun.ts'

/** Which runs can be compared with the first: those that were asked for the same images, by the same labels. The others, with the
 *  reason. */
export function sameData(runs: readonly JudgedRun[]): {
  readonly alike: JudgedRun[]
  readonly others: { readonly run: string; readonly reason: string }[]
} {
  const alike: JudgedRun[] = []
  const others: { run: string; reason: string }[] = []
  for (const run of runs) {
    const reason = alike[0] && differenceTo(alike[0], run)
    if (reason) others.push({ run: run.id, reason })
    else alike.push(run)
  }
  return { alike, others }
}

/** In words; undefined where there is none. */
function differenceTo(first: JudgedRun, run: JudgedRun): string | undefined {
  for (const [what, of] of Object.entries(asked)) {
    const [there, here] = [of(first), of(run)]
    if (there !== here) return `${what} is ${here}, and of ${first.id} it is ${there}: choose runs of one of them`
  }
  return undefined
}

/** What decides which images are asked for, and which are right. */
const asked: Readonly<Record<string, (run: JudgedRun) => string>> = {
  'the dataset': ({ settings }) => settings.dataset,
  'the label that was trained on': ({ label }) => label,
  'the label that is judged by': ({ judgement }) => judgement.levels[0]!.level,
  'the choice of unseen classes': ({ settings }) => settings.unseen?.join(', ') ?? "the dataset's own",
  'the split': ({ settings }) => settings.split ?? "the dataset's own",
  'the fold': ({ settings }) => settings.fold ?? 'none',
  'the number of queries': ({ judgement }) => String(judgement.queries),
  'the number of images to find': ({ judgement }) => String(judgement.gallery),
}
