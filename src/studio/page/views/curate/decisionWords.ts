import type { Decision } from '../../../api.ts'

/** A decision in words. @param was the label that the image had, or the class of a kind */
export function decisionWords(decision: Decision, was: string | null): string {
  switch (decision.do) {
    case 'relabel':
      return was === null || was === decision.label ? `is ${decision.label}` : `is ${decision.label}, was ${was}`
    case 'keep':
      return was === null ? 'is right as it is' : `is ${was} indeed`
    case 'leave out':
      return 'is left out'
    case 'keep both':
      return 'are both kept'
    case 'name kind':
      return `is called ${decision.name}`
    case 'refuse kind':
      return `is no kind${was === null ? '' : ` of its own: ${was}`}`
  }
}
