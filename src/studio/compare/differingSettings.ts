import { dashed } from '../../runs/dashed.ts'
import type { Settings } from '../../runs/settings.ts'
import type { Comparison } from '../api.ts'

/** The settings in which methods differ, by the names of their options: one value a method. */
export function differingSettings(
  methods: readonly { readonly settings: Settings; readonly backbone: string | null }[],
): Comparison['settings'] {
  const names = [...new Set(methods.flatMap(({ settings }) => Object.keys(settings) as (keyof Settings)[]))]
  const rows = names
    .filter((name) => name !== 'seed')
    .map((name) => ({ name: dashed(name), values: methods.map(({ settings }) => words(settings[name])) }))
  const models = {
    name: 'SHA-256 of the backbone',
    values: methods.map(({ backbone }) => (backbone === null ? 'none' : backbone.slice(0, 12))),
  }
  return [...rows, models].filter(({ values }) => new Set(values).size > 1)
}

function words(value: Settings[keyof Settings]): string {
  if (value === null || value === undefined) return 'default'
  return Array.isArray(value) ? value.join(', ') : String(value)
}
