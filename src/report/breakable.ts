import { escapeHtml } from './escapeHtml.ts'

/** The name of a class or file for HTML: where there is no room for it, its lines end behind a `/`, not inside a word. */
export const breakable = (name: string): string => escapeHtml(name).replaceAll('/', '/<wbr>')
