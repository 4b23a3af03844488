import { useEffect, useState } from 'preact/hooks'

/** Colours of the page as it is now, light or dark, as CSS has them. */
export interface Inks {
  readonly dark: boolean
  readonly ink: string
  readonly ground: string
  readonly line: string
  readonly accent: string
  readonly mute: string
  readonly bad: string
  readonly font: string
}

/** The colours of the page, again whenever it turns dark or light. */
export function useInks(): Inks {
  const [inks, set] = useState(inksNow)
  useEffect(() => {
    const update = () => set(inksNow())
    const system = matchMedia('(prefers-color-scheme: dark)')
    addEventListener('themechange', update)
    system.addEventListener('change', update)
    // A theme that was remembered is set after this page first looked.
    update()
    return () => {
      removeEventListener('themechange', update)
      system.removeEventListener('change', update)
    }
  }, [])
  return inks
}

function inksNow(): Inks {
  const style = getComputedStyle(document.documentElement)
  const of = (name: string): string => style.getPropertyValue(name).trim()
  return {
    dark: style.colorScheme === 'dark',
    ink: of('--ink'),
    ground: of('--card'),
    line: of('--line'),
    accent: of('--accent'),
    mute: of('--mute'),
    bad: of('--bad'),
    font: of('--font'),
  }
}
