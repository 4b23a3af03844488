/** Bytes as GiB for people to read, three digits. */
export const inGibi = (bytes: number): string => String(Number((bytes / 2 ** 30).toPrecision(3)))
