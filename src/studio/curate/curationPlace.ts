/** Whose curation it is. */
export interface CurationPlace {
  /** The run's folder. */
  readonly run: string
  /** The same as it was given, for what is to be typed. */
  readonly given: string
  /** What is typed before `train`. */
  readonly program: string
  /** Hears that something has changed. */
  readonly changed: () => void
}
