/** Who drew each drawing of Omniglot, by number within its alphabet: `0709_17.png` is by the seventeenth drawer. -1 where a
 *  name does not say. Every drawer of an alphabet drew each of its characters once (Lake et al. 2015). */
export function omniglotDrawers(names: readonly string[]): Int32Array {
  return Int32Array.from(names, (name) => Number(/_(\d+)\.[^./]+$/.exec(name)?.[1] ?? -1))
}
