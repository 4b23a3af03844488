import { afterEach, describe, expect, it, vi } from 'vitest'
import { freshFolder, invocation, resumption } from './invocation.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

function called(path: string, args: readonly string[], npm: Readonly<Record<string, string | undefined>> = {}): void {
  vi.spyOn(process, 'argv', 'get').mockReturnValue(['node', path, ...args])
  for (const name of ['npm_lifecycle_event', 'npm_package_name']) vi.stubEnv(name, npm[name])
}

describe('invocation', () => {
  it('quotes what a shell would take apart', () => {
    called('/usr/bin/nearkin', ['train', "it's here", '', '--rate', '1e-3', 'a\nb'])
    expect(invocation()).toBe(`nearkin train 'it'\\''s here' '' --rate 1e-3 'a\nb'`)
  })

  it.each([
    ['/usr/bin/nearkin', {}, 'nearkin start'],
    ['/project/node_modules/.bin/nearkin', { npm_lifecycle_event: 'npx' }, 'npx nearkin start'],
    [
      '/clone/dist/cli/main.js',
      { npm_lifecycle_event: 'start', npm_package_name: 'nearkin' },
      'npm run nearkin -- start',
    ],
    [`${process.cwd()}/dist/cli/main.js`, {}, 'node dist/cli/main.js start'],
  ])('%s as %j is typed again as %s', (path, npm, expected) => {
    called(path, ['start'], npm)
    expect(invocation()).toBe(expected)
  })
})

describe('resumption', () => {
  it('adds what the call lacked', () => {
    called('nearkin', ['train', 'data'])
    expect(resumption('runs/a')).toBe('nearkin train data --out runs/a --resume')
  })

  it.each([[['--out', 'x', '--resume']], [['--out=x']]])('repeats nothing of %j', (args) => {
    called('nearkin', ['train', 'data', ...args])
    expect(resumption('x').match(/--out|--resume/g)).toEqual(['--out', '--resume'])
  })
})

it('freshFolder is of the command and the time', () => {
  expect(freshFolder('train')).toMatch(/^runs\/train-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d$/)
})
