import { z } from 'zod'

const image = z.object({ name: z.string(), path: z.string().nullable() })

/** The images of a kind by name: a kind that is found anew has another number, and perhaps other images. */
const kind = z.object({ name: z.string(), class: z.string(), images: z.array(z.string()) })

const decision = z.discriminatedUnion('do', [
  z.object({ do: z.literal('relabel'), image, label: z.string(), was: z.string().nullable() }),
  z.object({ do: z.literal('keep'), image, was: z.string().nullable() }),
  z.object({ do: z.literal('leave out'), image, was: z.string().nullable() }),
  z.object({ do: z.literal('keep both'), images: z.tuple([image, image]) }),
  z.object({ do: z.literal('name kind'), kind, name: z.string() }),
  z.object({ do: z.literal('refuse kind'), kind }),
])

const written = { at: z.string(), token: z.string().nullable() }

/** A line of the journal, after its first. */
export const journalEvent = z.discriminatedUnion('event', [
  z.object({ event: z.literal('decision'), ...written, decision }),
  z.object({ event: z.literal('revoke'), ...written, id: z.int().positive() }),
  z.object({ event: z.literal('undo'), ...written }),
  z.object({ event: z.literal('redo'), ...written }),
])

export type JournalEvent = z.infer<typeof journalEvent>

/** A decision in names of the data: rows are those of one preparation alone. */
export type NamedDecision = z.infer<typeof decision>

export type ImageName = z.infer<typeof image>

/** The first line of a journal: whose images it speaks of, and which of their labels. */
export const journalHeader = z.object({
  journal: z.literal('nearkin curation'),
  format: z.literal(1),
  dataset: z.string(),
  level: z.string(),
})

export type JournalHeader = z.infer<typeof journalHeader>
