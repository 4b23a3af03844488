import type { Translation } from './translation.ts'

export const rankings: Readonly<Record<string, Translation>> = {}
