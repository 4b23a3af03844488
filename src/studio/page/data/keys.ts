/** Whether a key is pressed without another that makes a command of the browser or the system of it. */
export const isPlain = ({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean => !ctrlKey && !metaKey && !altKey

/** Whether a key pressed anywhere on the page belongs to a field or to a dialog. */
export function isElsewhere({ target }: KeyboardEvent): boolean {
  const taken = 'input, select, textarea, dialog, [contenteditable]'
  return (target as Element).closest?.(taken) != null || document.querySelector('dialog[open]') !== null
}
