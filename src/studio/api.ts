import type { ProjectionShape } from '../evaluate/projection/project.ts'

/** What the studio's server and its page say to one another, and what a run's prepared folder holds. Types alone: the page
 *  and the server both stand on them. Rows are those of the prepared embedding, one for each image that could be decoded;
 *  classes are places in a column's `classes`, negative where an image has no label. */

/** `GET /api/runs`: every run that the studio was given, in the order of the command. */
export interface RunList {
  readonly version: string
  readonly runs: readonly RunSummary[]
}

/** `training`: a process holds its lock. `interrupted`: none does, and it has not ended. `damaged`: its files cannot be read.
 *  `gone`: its folder was there and is not. */
export type RunState = 'training' | 'interrupted' | 'finished' | 'damaged' | 'gone'

export interface RunSummary {
  /** Names the run in addresses: from its folder's name, the same after a restart. */
  readonly id: string
  /** What tells it from the others, such as `triplet, easiest, seed 0`. */
  readonly name: string
  /** As it was given. */
  readonly folder: string
  /** The run without its seed: runs of one method are seeds of it. */
  readonly method: string
  readonly seed: number
  readonly state: RunState
  /** In words, where it is damaged or gone: which file, and what to do. */
  readonly complaint: string | null
  readonly prepared: Preparation
  /** Another text whenever it has been prepared anew; null before. What is asked for with `?v=` and this may be kept for good. */
  readonly stamp: string | null
  readonly dataset: string
  /** Label levels by name: trained on, and judged by; null until they are known. */
  readonly label: string | null
  readonly evaluateLabel: string | null
}

/** How far the embedding of a run is made ready to be looked at. */
export interface Preparation {
  readonly state: 'none' | 'waiting' | 'running' | 'ready' | 'failed'
  /** What is being done, such as `embedding`. */
  readonly stage: string | null
  readonly done: number
  readonly total: number
  /** Why it failed, and what to do. */
  readonly complaint: string | null
}

/** `GET /api/runs/:id`, and `detail.json` of the prepared folder: what is known of a prepared run. Answered by 409 and its
 *  {@link Preparation} while it is not ready. */
export interface RunDetail {
  /** Of the layout of the prepared folder. */
  readonly format: number
  readonly rows: number
  /** In a report: of how many rows these are a sample. Absent where all are there. */
  readonly sampleOf?: number
  readonly dimension: number
  /** Of this preparation: another where the run has been prepared anew, so that rows and kinds have other numbers. Absent in a report. */
  readonly stamp?: string
  /** The same for two runs whose rows are the same images in the same order. */
  readonly images: string
  readonly dataset: string
  /** Names of columns: the label that was trained on, and the finer one that retrieval is judged by. */
  readonly label: string
  readonly evaluateLabel: string
  readonly columns: readonly Column[]
  readonly map: MapShape
  /** Neighbours kept of each row. */
  readonly depth: number
  /** Pixels of a thumbnail's longer side; null where the run has no images to show. */
  readonly thumbnail: number | null
  readonly skipped: readonly { readonly name: string; readonly reason: string }[]
  /** Headline numbers. */
  readonly recallAt1: number | null
  /** Of whom it is the share, such as 'all queries' or 'queries of digits never seen in training'. Absent from what was prepared
   *  before this was told. */
  readonly recallOf?: string
  readonly effectiveRank: number | null
  /** What was looked at in a sample alone, because there is so much of it, in sentences. */
  readonly notes: readonly string[]
}

/** Something a point can be coloured or filtered by. `level`: a label of the data. `kind`: found inside classes. `right`: whether the
 *  nearest neighbour is of the same class, 1 or 0; no query is negative. */
export interface Column {
  readonly name: string
  readonly role: 'level' | 'kind' | 'split' | 'right'
  readonly classes: readonly string[]
}

export type MapShape = ProjectionShape

/** `GET /api/runs/:id/map`: float32 [rows, 2], little-endian. `GET /api/runs/:id/columns/:place`: int32 [rows].
 *  `GET /api/link/:a/:b`: int32 [rows of a], the row of b with the same image, or -1. */

/** `GET /api/runs/:id/rows?of=1,2,3` (at most 500): what is said of single images. */
export interface RowInfo {
  readonly row: number
  /** As the dataset calls it. */
  readonly name: string
  /** One for each of the run's columns; null where it has none. */
  readonly labels: readonly (string | null)[]
}

/** `GET /api/runs/:id/thumbnails/:row`: WebP. `GET /api/runs/:id/images/:row`: the image itself, at most 1,024 pixels a side; 404 with
 *  a {@link Complaint} where the file has moved, gone or broken since. */

/** The body of every answer that is an error. */
export interface Complaint {
  readonly complaint: string
}

/** Cosine distances, 0 to 2; nearest first. */
export interface Neighbour {
  readonly row: number
  readonly distance: number
  /** Whether it bears the query's class by the label that is judged by; null where either has none. */
  readonly right: boolean | null
  readonly name: string
  readonly label: string | null
}

/** `GET /api/runs/:id/neighbours?of=1,2&k=12` (at most 200 rows). */
export interface Neighbours {
  readonly row: number
  readonly neighbours: readonly Neighbour[]
}

/** `GET /api/wall?runs=a,b&show=all|failures|disagreements|turned&class=NAME&level=COLUMN&from=0&count=30`: queries down, runs
 *  across. Rows of queries are those of the first run; runs over other images answer with an empty list for what they lack.
 *  `failures`: wrong at 1 under one run at least. `disagreements`: right under one and wrong under another. `turned`, with
 *  `wrong=RUN&right=RUN`: wrong under the one and right under the other. `level`: the column that the class is of, by default
 *  that which the first run is judged by. Each query has up to 12 neighbours. */
export interface Wall {
  /** Queries that the filter leaves. */
  readonly total: number
  /** Of all queries of the class named, or of all, whatever `show` says. */
  readonly counts: WallCounts
  readonly queries: readonly WallQuery[]
}

export interface WallCounts {
  readonly queries: number
  /** For each run, in the order asked for: queries whose nearest is right, and wrong. Those that bear no label are neither. */
  readonly right: readonly number[]
  readonly wrong: readonly number[]
  readonly disagreements: number
  /** turned[a][b]: wrong under run a and right under run b. */
  readonly turned: readonly (readonly number[])[]
}

export interface WallQuery {
  readonly row: number
  readonly name: string
  readonly label: string | null
  readonly answers: readonly {
    readonly run: string
    /** The query's row in this run; null where it has none. */
    readonly row: number | null
    /** Whether the nearest is right; null where that cannot be said. */
    readonly right: boolean | null
    readonly neighbours: readonly Neighbour[]
  }[]
}

/** `POST /api/search?runs=a,b&k=12` with the bytes of an image as body. */
export interface SearchResult {
  /** The picture as it was understood, a WebP data URI. */
  readonly picture: string
  readonly answers: readonly { readonly run: string; readonly neighbours: readonly Neighbour[] }[]
}

/** `GET /api/runs/:id/classes`: of the label that was trained on. */
export interface ClassList {
  /** The column's name. */
  readonly level: string
  readonly finer: string | null
  /** The verdict on the whole in plain words, with its evidence. */
  readonly verdict: string
  readonly classes: readonly ClassSummary[]
}

export type ClassVerdict = 'several kinds' | 'collapsed' | 'one compact kind' | 'one cloud' | 'too few images'

export interface ClassSummary {
  /** Place in the column's classes. */
  readonly class: number
  readonly name: string
  readonly images: number
  readonly verdict: ClassVerdict
  readonly kinds: number
  /** Root mean square distance inside over that between classes. */
  readonly spread: number | null
  readonly effectiveRank: number | null
  /** Of its queries by the label that was trained on, and by the finer one. */
  readonly recallAt1: number | null
  readonly finerRecallAt1: number | null
  /** Finer classes among its images. */
  readonly finerClasses: number | null
}

/** `GET /api/runs/:id/classes/:class`. */
export interface ClassPage extends ClassSummary {
  /** In plain words, such as "'Milk' is one cloud". */
  readonly words: string
  readonly evidence: readonly { readonly name: string; readonly value: string; readonly meaning: string }[]
  readonly kindsFound: readonly ClassKind[]
  /** The most confused with first. */
  readonly confusedWith: readonly Confusion[]
  /** Inside the class: finer classes taken for one another. */
  readonly finerConfusions: readonly FinerConfusion[]
}

export interface ClassKind {
  /** Place in the kind column's classes. */
  readonly kind: number
  readonly name: string
  readonly images: number
  readonly typical: readonly number[]
  readonly atypical: readonly number[]
  /** Finer classes in it, the most frequent first. */
  readonly finer: readonly { readonly name: string; readonly images: number }[]
}

export interface Confusion {
  readonly class: number
  readonly name: string
  /** Queries of this class whose nearest neighbour is of that one. */
  readonly queries: number
  /** Of all its queries. */
  readonly share: number
  /** Some of them: the query and what it was taken for. */
  readonly pairs: readonly { readonly query: number; readonly nearest: number; readonly distance: number }[]
}

export interface FinerConfusion {
  readonly of: string
  readonly takenFor: string
  readonly queries: number
  readonly share: number
  readonly pairs: readonly { readonly query: number; readonly nearest: number; readonly distance: number }[]
}

/** `GET /api/runs/:id/log?after=STEP`: what training wrote, one entry a step, the newest last; without `after` all of it (some of it,
 *  evenly, of a log of many thousand entries). Numbers that were not measured are absent. */
export interface TrainingLog {
  readonly state: RunState
  /** `head`: the training has not begun, and this is of its head, which is trained first. */
  readonly part: 'head' | 'whole'
  /** The newest step that the log knows, whatever was asked for; null where it has none. Less than before: the training was killed, and
   *  resumed from its checkpoint, so that later entries are none any more. */
  readonly lastStep: number | null
  readonly alarms: readonly { readonly step: number; readonly text: string }[]
  /** Lines of the log that could not be read. */
  readonly damaged: number
  /** Steps that the run is to take; null where that is not known. */
  readonly steps: number | null
  /** Images that one of them goes through. */
  readonly batchSize: number | null
  readonly entries: readonly TrainingEntry[]
  /** Steps of which there is a picture of the map, the oldest first: `GET /api/runs/:id/looks/:step` is a {@link Look}. */
  readonly looks: readonly number[]
  readonly imagesPerSecond: number | null
  readonly secondsLeft: number | null
}

export type TrainingEntry = Readonly<Record<string, number>> & { readonly step: number }

/** The embedding of a sample of the images at a step of training, in two dimensions. */
export interface Look {
  readonly step: number
  readonly kind: MapShape['kind']
  /** [images, 2]. */
  readonly xy: readonly number[]
  /** Classes by the two labels. */
  readonly label: { readonly name: string; readonly classes: readonly string[]; readonly of: readonly number[] }
  readonly finer: { readonly name: string; readonly classes: readonly string[]; readonly of: readonly number[] }
}

/** `GET /api/events` (server-sent events). `runs`: ask for the list again. `log`: the run with this id has written. `curation`: decisions
 *  on it were taken, or their file was written. `prepared`: how
 *  far the preparation of one is. */
export type StudioEvent =
  | { readonly type: 'runs' }
  | { readonly type: 'log'; readonly run: string }
  | { readonly type: 'curation'; readonly run: string }
  | { readonly type: 'prepared'; readonly run: string; readonly prepared: Preparation }

/** `GET /api/compare?runs=a,b,..`: finished runs as a table; without `runs` all that there are. */
export interface Comparison {
  readonly columns: readonly {
    readonly name: string
    readonly definition: string
    readonly better: 'higher' | 'lower' | 'neither'
  }[]
  readonly methods: readonly ComparedMethod[]
  /** Each pair of methods by each column, over the seeds that both have. */
  readonly differences: readonly MethodDifference[]
  /** null: no method was run with several seeds, or there is but one. */
  readonly over: 'seeds' | null
  /** The first column's Recall@1 by each class of the label that is judged by: one value a method; null where there are none. */
  readonly byClass: ClassComparison | null
  /** Settings in which the methods differ: one value a method. */
  readonly settings: readonly { readonly name: string; readonly values: readonly string[] }[]
  /** Runs that could not be compared, with the reason. */
  readonly left: readonly { readonly run: string; readonly reason: string }[]
}

export interface ClassComparison {
  /** Such as `Recall@1 by digit`. */
  readonly name: string
  readonly definition: string
  /** `seen`: trained on, by whichever label. */
  readonly classes: readonly { readonly name: string; readonly seen: boolean }[]
  /** [classes][methods]. */
  readonly rows: readonly (readonly (Estimate | null)[])[]
}

export interface ComparedMethod {
  readonly name: string
  /** Names of its loss and rules; `no` where the loss has none to choose. */
  readonly loss: string
  readonly positives: string
  readonly negatives: string
  readonly runs: readonly string[]
  readonly estimates: readonly (Estimate | null)[]
}

export interface Estimate {
  readonly mean: number
  /** Half of the 95 % interval; null for one seed. */
  readonly halfWidth: number | null
  readonly n: number
}

export interface MethodDifference {
  /** Places in `methods`: that of `of` less that of `less`. */
  readonly of: number
  readonly less: number
  readonly column: number
  readonly estimate: Estimate
  /** Corrected for how many pairs there are (Holm 1979); null where it cannot be said. */
  readonly p: number | null
}

/** `GET /api/runs/:id/errors` and `/duplicates`: what to look at, the likeliest first. */
export interface LikelyErrors {
  readonly level: string
  readonly errors: readonly LikelyError[]
}

export interface LikelyError {
  readonly row: number
  readonly name: string
  readonly label: string
  readonly suggested: string
  /** 0.5 to 1. */
  readonly score: number
  /** The evidence, nearest first: rows of its own label, and of the one that is suggested. */
  readonly own: readonly number[]
  readonly others: readonly number[]
}

export interface NearDuplicateList {
  /** Cosine distance below which a pair is listed. */
  readonly threshold: number
  readonly pairs: readonly NearDuplicatePair[]
}

export interface NearDuplicatePair {
  readonly a: number
  readonly b: number
  readonly names: readonly [string, string]
  readonly labels: readonly [string | null, string | null]
  readonly splits: readonly [string | null, string | null]
  readonly distance: number
  readonly sameClass: boolean | null
}

/** `GET /api/words`, in a report alone: how it is headed. */
export interface ReportWords {
  readonly title: string
  /** One sentence of what was done. */
  readonly subtitle: string
  /** The command that repeats it. */
  readonly command: string
  /** When it was made, ISO 8601. */
  readonly created: string
}

/** One thing that a person decided, of the images of a dataset. The last word counts; `undo` takes it back. */
export type Decision =
  /** This image bears another label: what was suggested, or what was typed. */
  | { readonly do: 'relabel'; readonly row: number; readonly label: string }
  /** The label is right as it is. */
  | { readonly do: 'keep'; readonly row: number }
  /** This image is left out: a duplicate, or no use. */
  | { readonly do: 'leave out'; readonly row: number }
  /** Both are wanted, alike as they are. */
  | { readonly do: 'keep both'; readonly a: number; readonly b: number }
  /** A kind is one of its own, by this name. */
  | { readonly do: 'name kind'; readonly kind: number; readonly name: string }
  /** A kind is none: its images bear the class's own name. */
  | { readonly do: 'refuse kind'; readonly kind: number }

/** A decision as it was taken. */
export interface DecisionMade {
  /** Names it in `POST .../revoke`. */
  readonly id: number
  /** When, as ISO 8601. */
  readonly at: string
  /** Rows are -1 where the run has no such image now, and kinds where it was found anew and has no such kind. */
  readonly decision: Decision
  /** The images' names, or the kind's. */
  readonly of: readonly string[]
  /** The label that the image had, or the class that the kind is of. */
  readonly was: string | null
}

/** `GET /api/runs/:id/curation`. `POST` with a {@link Decision}, `POST .../undo`, `.../redo`, `.../revoke` (`{id}`), and `.../import`
 *  with a label-errors.csv as body, all answer with it too. A body may have a `token`, any words of its own: what comes a second time
 *  with the same token is not done again, so that whoever heard no answer can ask again. A decision may have the `stamp` of the
 *  {@link RunDetail} that its numbers are of: where the run was prepared anew since, it is refused with 412. */
export interface Curation {
  readonly level: string
  /** Grows with everything that is written to the journal. */
  readonly revision: number
  /** In force, the oldest first. */
  readonly decisions: readonly DecisionMade[]
  readonly undoable: number
  readonly redoable: number
  /** Decisions on images that the run does not have (now), or on kinds that it does not find. They are kept. */
  readonly missing: number
  /** Where every decision is kept. */
  readonly journal: string
  /** The file, as a path to give to `nearkin train`, and the level by its name in it. Written after every decision; null before. */
  readonly file: string | null
  readonly column: string
  /** What was relabelled, for `nearkin kinds --accept`; null where nothing was. */
  readonly accepted: string | null
  readonly command: string | null
  /** Whether the file is being written, and images into its folder where they lie in no files of their own. */
  readonly writing: { readonly done: number; readonly total: number } | null
  /** Why the file could not be written. Decisions are kept nevertheless. */
  readonly complaint: string | null
  readonly counts: {
    readonly relabelled: number
    readonly kept: number
    readonly leftOut: number
    readonly kindsNamed: number
    readonly kindsRefused: number
    readonly pairsKept: number
  }
}
