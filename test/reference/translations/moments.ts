import type { Translation } from './translation.ts'

export const moments: Readonly<Record<string, Translation>> = {}
