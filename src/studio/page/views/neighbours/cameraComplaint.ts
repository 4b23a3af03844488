/** Why there is no picture of the camera, in words, and what to do instead. @param error what getUserMedia failed with */
export function cameraComplaint(error: unknown): string {
  const name = typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : ''
  return `${reasons[name] ?? 'The camera could not be opened.'} A picture can also be chosen, dropped or pasted.`
}

const reasons: Readonly<Record<string, string>> = {
  NotFoundError: 'This device has no camera.',
  OverconstrainedError: 'This device has no camera.',
  NotAllowedError: 'The camera was refused; the browser asks again once it is allowed for this page in its settings.',
  SecurityError: 'The browser gives the camera only to pages of this machine or by https.',
  AbortError: 'The camera stopped.',
  NotReadableError: 'The camera is used by another program.',
}
