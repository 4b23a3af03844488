/** The views of the page by the names that their addresses have. */
export const viewNames = ['summary', 'map', 'neighbours', 'classes', 'training', 'compare', 'curate'] as const
export type ViewName = (typeof viewNames)[number]
