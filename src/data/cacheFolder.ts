import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/** Where what can be had again is kept on this machine: `NEARKIN_CACHE`; else, as the system has it, `nearkin` in
 *  `XDG_CACHE_HOME` (where that is an absolute path, as its specification asks), in `~/Library/Caches` (macOS), in
 *  `%LOCALAPPDATA%` (Windows), in `~/.cache` (elsewhere). Nothing is made there by asking. */
export function cacheFolder(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const { NEARKIN_CACHE: own, XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = env
  if (own) return own
  if (xdg && isAbsolute(xdg)) return join(xdg, 'nearkin')
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'nearkin')
  if (platform === 'win32') return join(local || join(home, 'AppData', 'Local'), 'nearkin', 'Cache')
  return join(home, '.cache', 'nearkin')
}
