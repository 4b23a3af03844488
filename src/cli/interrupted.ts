/** Says that the user stopped the work, that it is saved, and how to go on. */
export function interrupted(folder: string, step: number, again: string): void {
  process.stderr.write(`\nstopped after step ${step} of ${folder}, saved\ngo on with: ${again}\n`)
  process.exitCode = 130
}
