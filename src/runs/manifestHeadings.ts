/** Names of columns that a manifest reads as something else than labels. */
const taken = ['path', 'image', 'file', 'filename', 'file_name', 'filepath', 'file_path', 'image_path', 'name', 'split']

/** What a column of a manifest is called that holds the labels of a level: the level's name, or where a column of that name would be
 *  read as something else, `name label`. */
export const levelHeading = (name: string): string => (taken.includes(name.toLowerCase()) ? `${name} label` : name)

/** The heading of a new column: the wanted name, or where there is such a column already, `kind 2`, `kind 3`, ... */
export function newHeading(wanted: string, headings: readonly string[]): string {
  for (let i = 1; ; i++) {
    const heading = i === 1 ? wanted : `${wanted} ${i}`
    if (!headings.includes(heading)) return heading
  }
}
