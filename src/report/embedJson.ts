/** JSON that may stand inside a script element: no `<` of its own, so no `</script>` or `<!--` can end or change it.
 *  Numbers that are not finite become null. */
export const embedJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
