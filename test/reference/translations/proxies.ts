import type { Translation } from './translation.ts'

export const proxies: Readonly<Record<string, Translation>> = {}
