import { fail, NearkinError } from '../errors.ts'

/** What the library complains of, as a complaint about the option of the command. One that names an option already stays.
 *  @param words the command's for the library's: what the caller of a function gives under another name */
export function ofTheOption<T>(option: string, make: () => T, words: Readonly<Record<string, string>> = {}): T {
  try {
    return make()
  } catch (error) {
    if (!(error instanceof NearkinError) || error.complaint.who.startsWith('--')) throw error
    const { who, rule, remedy } = error.complaint
    const worded = (text: string): string => text.replace(/\w+/g, (word) => words[word] ?? word)
    return fail({
      ...error.complaint,
      who: `${option} ${who}`,
      rule: worded(rule),
      ...(remedy === undefined ? {} : { remedy: worded(remedy) }),
    })
  }
}
