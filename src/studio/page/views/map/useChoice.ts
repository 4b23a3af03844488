import { useMemo, useState } from 'preact/hooks'
import { setParams } from '../../data/setParams.ts'
import { useRoute } from '../../route.ts'
import { type Choice, readChoice, writeChoice } from './choice.ts'

/** What is chosen on the maps, as the address has it, and how to choose something else. */
export function useChoice(): [Choice | null, (next: Choice | null) => void] {
  const { params } = useRoute()
  // What is too much for an address is kept here.
  const [large, setLarge] = useState<Choice | null>(null)
  const written = params.get('chosen')
  const choice = useMemo(() => readChoice(written) ?? large, [written, large])
  const choose = (next: Choice | null) => {
    const chosen = writeChoice(next)
    setLarge(chosen === null ? next : null)
    setParams({ chosen })
  }
  return [choice, choose]
}
