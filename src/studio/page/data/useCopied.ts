import { useState } from 'preact/hooks'

/** Milliseconds for which it is said that a text was copied. */
const told = 2500

/** What came of copying a text, `refused` where the browser does not let it, as in a page opened from a disk; and how to copy one, which
 *  tells whether it was. */
export function useCopied(): ['' | 'copied' | 'refused', (text: string) => Promise<boolean>] {
  const [state, setState] = useState<'' | 'copied' | 'refused'>('')
  const copy = async (text: string) => {
    try {
      // There is none where the page is neither of this machine nor by https.
      await navigator.clipboard.writeText(text)
      setState('copied')
      setTimeout(() => setState(''), told)
      return true
    } catch {
      setState('refused')
      return false
    }
  }
  return [state, copy]
}
