import { totalmem } from 'node:os'

/** Bytes that this process may use: of the machine, or of the container it runs in. */
export const availableMemory = (): number => Math.min(totalmem(), process.constrainedMemory() || totalmem())
