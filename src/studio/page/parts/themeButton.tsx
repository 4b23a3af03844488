import { type Theme, useTheme } from '../data/theme.ts'

const next: Readonly<Record<Theme, Theme>> = { auto: 'light', light: 'dark', dark: 'auto' }
const signs: Readonly<Record<Theme, string>> = { auto: '◐', light: '☀', dark: '☾' }

/** Light, dark, or as the system has it. */
export function ThemeButton() {
  const [theme, setTheme] = useTheme()
  return (
    <button
      type="button"
      class="button"
      aria-label={`Colours: ${theme === 'auto' ? 'as the system has them' : theme}. Press for ${next[theme]}.`}
      onClick={() => setTheme(next[theme])}
    >
      {signs[theme]}
    </button>
  )
}
