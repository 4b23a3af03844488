import { expect, it } from 'vitest'
import type { Settings } from '../../runs/settings.ts'
import { settingsSchema } from '../../runs/settings.ts'
import { withoutPlaces } from './withoutPlaces.ts'

const settings = (change: Partial<Settings>): Settings => settingsSchema.parse({ dataset: 'mnist', ...change })

it('leaves of folders and files that runs name the last part, in texts at any depth', () => {
  const runs = [
    {
      folder: '/srv/ada/runs/one',
      settings: settings({ dataset: '../data/grocery', backbone: '/srv/ada/m$1.onnx' }),
    },
    { folder: '/srv/ada/runs', settings: null },
    { folder: '/srv/ada/runs/two', settings: settings({ dataset: 'mnist' }) },
  ]
  const told = {
    left: [{ run: 'one', reason: '/srv/ada/runs/one/log.jsonl: must be read; the dataset is ../data/grocery' }],
    settings: [{ name: 'backbone', values: ['/srv/ada/m$1.onnx', 'default'] }],
    count: 3,
    nothing: null,
  }
  expect(withoutPlaces(told, runs)).toEqual({
    left: [{ run: 'one', reason: 'one/log.jsonl: must be read; the dataset is grocery' }],
    settings: [{ name: 'backbone', values: ['m$1.onnx', 'default'] }],
    count: 3,
    nothing: null,
  })
})

it('leaves alone what names no place, and the root', () => {
  const runs = [{ folder: '/', settings: settings({ dataset: 'mnist' }) }]
  expect(withoutPlaces({ words: 'mnist, 1 / 2' }, runs)).toEqual({ words: 'mnist, 1 / 2' })
})
