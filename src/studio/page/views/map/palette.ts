/** A colour as its red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number]

/** Colours of classes, as far from one another as they can be for eyes that see all colours and for those that lack one kind of
 *  cone: each is the candidate whose least distance to those before, over all four kinds of eyes, is the largest. The first ones are
 *  thus the clearest, and the same whatever the number. */
export function palette(count: number, dark: boolean): readonly Rgb[] {
  const candidates = candidatesOf(dark)
  const seen = candidates.map((rgb) => eyes.map((eye) => labOf(eye(linear(rgb)))))
  const least = new Float64Array(candidates.length).fill(Number.POSITIVE_INFINITY)
  const chosen: Rgb[] = []
  let next = nearestTo(seen, dark ? firstInDark : firstInLight)
  while (chosen.length < Math.min(count, candidates.length)) {
    chosen.push(candidates[next]!)
    for (const [i, colours] of seen.entries()) least[i] = Math.min(least[i]!, apart(colours, seen[next]!))
    next = least.reduce((best, distance, i) => (distance > least[best]! ? i : best), 0)
  }
  return Array.from({ length: count }, (_, i) => chosen[i % chosen.length]!)
}

/** Distance of two colours in OKLab (Ottosson 2020), the least over all kinds of eyes. Lightness counts for less: dots on one
 *  another look lighter or darker than they are. */
function apart(a: readonly Lab[], b: readonly Lab[]): number {
  return a.reduce((least, [l, x, y], eye) => {
    const [m, u, v] = b[eye]!
    return Math.min(least, demands[eye]! * Math.hypot(0.8 * (l - m), x - u, y - v))
  }, Number.POSITIVE_INFINITY)
}

/** For tests: the least distance of any two of some colours. */
export function leastApart(colours: readonly Rgb[]): number {
  const seen = colours.map((rgb) => eyes.map((eye) => labOf(eye(linear(rgb)))))
  return seen.reduce(
    (least, a, i) => seen.slice(i + 1).reduce((so, b) => Math.min(so, apart(a, b)), least),
    Number.POSITIVE_INFINITY,
  )
}

type Lab = readonly [number, number, number]
type Linear = readonly [number, number, number]

const [firstInLight, firstInDark]: readonly [Rgb, Rgb] = [
  [0x1c, 0x6f, 0xb8],
  [0x5a, 0xb0, 0xf0],
]

/** Lightness, strength and hue that stand out from a light or a dark ground without shouting. */
function candidatesOf(dark: boolean): Rgb[] {
  const lightness = dark ? [0.55, 0.64, 0.73, 0.82, 0.9] : [0.38, 0.47, 0.56, 0.65, 0.74]
  const hues = Array.from({ length: 48 }, (_, i) => (i * 2 * Math.PI) / 48)
  const all = lightness.flatMap((l) =>
    [0.1, 0.135, 0.17, 0.2].flatMap((c) => hues.map((h) => shown([l, c * Math.cos(h), c * Math.sin(h)]))),
  )
  return all.filter((rgb) => rgb !== null)
}

/** A colour that a screen has, or null. */
function shown([lightness, a, b]: Lab): Rgb | null {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const rgb = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
  if (rgb.some((x) => x < 0 || x > 1)) return null
  const [red, green, blue] = rgb.map((x) =>
    Math.round(255 * (x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055)),
  )
  return [red!, green!, blue!]
}

function linear(rgb: Rgb): Linear {
  const [red, green, blue] = rgb.map((x) => (x <= 10.31475 ? x / 3294.6 : ((x / 255 + 0.055) / 1.055) ** 2.4))
  return [red!, green!, blue!]
}

function labOf([red, green, blue]: Linear): Lab {
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

/** Most eyes have all cones: for them colours are to be twice as far apart. Hardly any lack those for short waves. */
const demands = [0.5, 1, 1, 1.4]

/** What eyes see that have all cones, or lack those for long, middle or short waves (Machado, Oliveira, Fernandes 2009). */
const eyes: readonly ((rgb: Linear) => Linear)[] = [
  (rgb) => rgb,
  mixing([0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]),
  mixing([0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]),
  mixing([1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]),
]

function mixing(...rows: readonly [Linear, Linear, Linear]): (rgb: Linear) => Linear {
  return ([red, green, blue]) => {
    const [r, g, b] = rows.map(([x, y, z]) => Math.max(0, x * red + y * green + z * blue))
    return [r!, g!, b!]
  }
}

function nearestTo(seen: readonly (readonly Lab[])[], rgb: Rgb): number {
  const wanted = [labOf(linear(rgb))]
  return seen.reduce((best, [lab], i) => (apart(wanted, [lab!]) < apart(wanted, [seen[best]![0]!]) ? i : best), 0)
}
