import type { ClassCollapse } from '../evaluate/collapse/classCollapse.ts'

/** '5 (4 to 6)', '1', or a dash. */
export const kindsWords = ({ kinds: { count: kinds, low, high } }: Pick<ClassCollapse, 'kinds'>): string =>
  kinds === null ? '–' : low === high ? String(kinds) : `${kinds} (${low} to ${high})`
