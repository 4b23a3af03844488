import type { Translation } from './translation.ts'

export const softmaxes: Readonly<Record<string, Translation>> = {}
