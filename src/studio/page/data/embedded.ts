/** What a page that is one file carries with it, by address; null where a server stands behind the page. */
export const embedded: Readonly<Record<string, unknown>> | null = (() => {
  const element = document.getElementById('nearkin-data')
  return element ? (JSON.parse(element.textContent!) as Record<string, unknown>) : null
})()

/** Whether this page is a report: one file, without a server behind it. */
export const isReport = embedded !== null
