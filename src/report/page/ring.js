/** Where points of a circle are drawn: at their own angle, stacked outwards under the density there, so that both one
 *  spike (all on one point) and separate hills (kinds apart) are seen. */

/** Bins around the circle. */
export const bins = 720

/** Density of angles on the circle, per bin, as multiples of an even spread: a Gaussian kernel of 1.5 degrees.
 *  @param {readonly number[]} angles in radians @returns {Float64Array} */
export function ringDensity(angles) {
  const count = new Float64Array(bins)
  for (const a of angles) count[bin(a)] = (count[bin(a)] ?? 0) + 1
  const density = new Float64Array(bins)
  const [reach, sigma] = [12, 3]
  let norm = 0
  for (let k = -reach; k <= reach; k++) norm += Math.exp((-k * k) / (2 * sigma * sigma))
  for (let i = 0; i < bins; i++) {
    let sum = 0
    for (let k = -reach; k <= reach; k++)
      sum += (count[(i + k + bins) % bins] ?? 0) * Math.exp((-k * k) / (2 * sigma * sigma))
    density[i] = ((sum / norm) * bins) / Math.max(1, angles.length)
  }
  return density
}

/** The bin of an angle. @param {number} angle in radians @returns {number} */
export function bin(angle) {
  const turn = angle / (2 * Math.PI)
  return Math.floor((turn - Math.floor(turn)) * bins) % bins
}

/** Angle in radians where a density is highest. @param {Float64Array} density @returns {number} */
export function modeAngle(density) {
  let best = 0
  for (let i = 1; i < bins; i++) if ((density[i] ?? 0) > (density[best] ?? 0)) best = i
  return ((best + 0.5) / bins) * 2 * Math.PI
}

/** Height in [0, 1] of point i under its envelope: golden-ratio steps fill it evenly, whatever the order.
 *  @param {number} i @param {number} density @param {number} highest of all pictures @returns {number} */
export function stackHeight(i, density, highest) {
  return Math.sqrt(density / Math.max(highest, 1e-9)) * ((i * 0.6180339887498949) % 1)
}

/** Moves angles apart until none is nearer than `gap` to the next; keeps their order round the circle.
 *  @param {readonly number[]} angles @param {number} gap @returns {number[]} */
export function spreadAngles(angles, gap) {
  const turn = 2 * Math.PI
  const order = angles.map((_, i) => i).sort((a, b) => (angles[a] ?? 0) - (angles[b] ?? 0))
  const place = [...angles]
  const room = Math.min(gap, turn / Math.max(1, angles.length))
  for (let pass = 0; pass < 200; pass++) {
    let moved = false
    for (let k = 0; k < order.length; k++) {
      const last = k === order.length - 1
      const [a, b] = [order[k] ?? 0, order[last ? 0 : k + 1] ?? 0]
      if (a === b) break
      const short = room - ((place[b] ?? 0) + (last ? turn : 0) - (place[a] ?? 0))
      if (short <= 1e-6) continue
      place[a] = (place[a] ?? 0) - short / 2
      place[b] = (place[b] ?? 0) + short / 2
      moved = true
    }
    if (!moved) break
  }
  return place
}
