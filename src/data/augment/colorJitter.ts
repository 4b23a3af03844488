import { number } from '../../option.ts'
import { adjustBrightness } from './adjustBrightness.ts'
import { adjustContrast } from './adjustContrast.ts'
import { adjustHue } from './adjustHue.ts'
import { adjustSaturation } from './adjustSaturation.ts'
import { defineAugment } from './defineAugment.ts'

const around = (what: string) =>
  number(0.4, `how far ${what} strays: its factor is uniform in [1 - x, 1 + x], not below 0`, { least: 0, most: 100 })

/** Varies brightness, contrast, saturation and hue, in random order (torchvision's ColorJitter on bytes, there without usual
 *  values). What strays by 0 is left out. */
export const colorJitter = defineAugment({
  kind: 'pixels',
  name: 'color-jitter',
  options: {
    brightness: around('brightness'),
    contrast: around('contrast'),
    saturation: around('saturation'),
    hue: number(0.1, 'how far the hue turns: by a share of the circle uniform in [-x, x]', { least: 0, most: 0.5 }),
  },
  make: ({ brightness, contrast, saturation, hue }) => ({
    apply: (image, random) => {
      const between = (low: number, high: number): number => low + (high - low) * random.uniform()
      const factor = (x: number): number => between(Math.max(0, 1 - x), 1 + x)
      const order = random.shuffle([0, 1, 2, 3])
      for (const which of order) {
        if (which === 0 && brightness > 0) adjustBrightness(image, factor(brightness))
        if (which === 1 && contrast > 0) adjustContrast(image, factor(contrast))
        if (which === 2 && saturation > 0) adjustSaturation(image, factor(saturation))
        if (which === 3 && hue > 0) adjustHue(image, between(-hue, hue))
      }
    },
  }),
})
