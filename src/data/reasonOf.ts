import { NearkinError } from '../errors.ts'

/** Why an image cannot be read, of the error that said so: without who complained, as the image's name will stand beside it.
 *  Throws what is a fault of the program and not of the image. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof NearkinError)) throw error
  return error.message.slice(error.complaint.who.length + 2)
}
