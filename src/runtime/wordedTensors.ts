import type { Declared } from './session.ts'

/** `input float32 [N, 3, 224, 224]` */
export const wordedTensors = (values: readonly Declared[]): string =>
  values.length === 0
    ? 'none'
    : values
        .map(({ name, type, shape }) => `${name} ${type ?? 'no tensor'} [${shape.map((dim) => dim || '?').join(', ')}]`)
        .join(' and ')
