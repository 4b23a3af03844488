/** Does work with what must be closed afterwards, whatever comes of the work: open threads would keep the process alive. */
export async function closing<Held extends { close(): Promise<unknown> }, Result>(
  opening: Promise<Held>,
  work: (held: Held) => Promise<Result>,
): Promise<Result> {
  const held = await opening
  try {
    return await work(held)
  } finally {
    await held.close()
  }
}
