/** The first image among files, or null. Files of no stated type may be one: the server looks. */
export function pictureIn(files: readonly File[]): File | null {
  return files.find(({ type }) => type.startsWith('image/')) ?? files.find(({ type }) => type === '') ?? null
}
