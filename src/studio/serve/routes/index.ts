import type { Area } from '../served.ts'
import { classes } from './classes.ts'
import { compare } from './compare.ts'
import { curation } from './curation.ts'
import { embedding } from './embedding.ts'
import { events } from './events.ts'
import { images } from './images.ts'
import { page } from './page.ts'
import { report } from './report.ts'
import { runs } from './runs.ts'
import { search } from './search.ts'
import { training } from './training.ts'
import { wall } from './wall.ts'

/** All routes by area. The page comes last: it answers whatever is left. */
export const areas: readonly Area[] = [
  ...[runs, events, embedding, images, wall, classes, search],
  ...[training, compare, curation, report, page],
]
