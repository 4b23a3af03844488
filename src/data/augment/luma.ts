const { fround } = Math

/** In double precision what is single: it need not be widened where it is used. */
const weighted = (weight: number): Float64Array =>
  Float64Array.from({ length: 256 }, (_, v) => fround(fround(weight) * v))
const ofRed = weighted(0.2989)
const ofGreen = weighted(0.587)
const ofBlue = weighted(0.114)

/** Grey of a colour, 0.2989 r + 0.587 g + 0.114 b in single precision, cut to a whole number (torchvision's
 *  rgb_to_grayscale on bytes). The weights add up to 0.9999, so white becomes 254. */
export const luma = (r: number, g: number, b: number): number =>
  fround(fround(ofRed[r]! + ofGreen[g]!) + ofBlue[b]!) | 0
