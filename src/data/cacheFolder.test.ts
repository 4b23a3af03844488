import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cacheFolder } from './cacheFolder.ts'

const home = join('/', 'somewhere', 'ann')

describe('cacheFolder', () => {
  it('is what NEARKIN_CACHE says, on every system', () => {
    const env = { NEARKIN_CACHE: 'here', XDG_CACHE_HOME: '/xdg', LOCALAPPDATA: 'C:\\local' }
    for (const platform of ['linux', 'darwin', 'win32'] as const) expect(cacheFolder(env, platform, home)).toBe('here')
  })

  it('is in XDG_CACHE_HOME, where that is an absolute path', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/xdg' }, 'linux', home)).toBe(join('/xdg', 'nearkin'))
    expect(cacheFolder({ XDG_CACHE_HOME: 'xdg' }, 'linux', home)).toBe(join(home, '.cache', 'nearkin'))
  })

  it('is where the system keeps caches otherwise; a variable that is empty is not set', () => {
    expect(cacheFolder({ NEARKIN_CACHE: '', XDG_CACHE_HOME: '' }, 'linux', home)).toBe(join(home, '.cache', 'nearkin'))
    expect(cacheFolder({}, 'darwin', home)).toBe(join(home, 'Library', 'Caches', 'nearkin'))
    expect(cacheFolder({ LOCALAPPDATA: join(home, 'local') }, 'win32', home)).toBe(
      join(home, 'local', 'nearkin', 'Cache'),
    )
  })
})
