import { describe, expect, it } from 'vitest'
import { fitLine } from './fitLine.ts'

const parts = { label: 'train', share: 0.5, count: '5/10 steps', rate: '2 steps/s', left: '0:03 left', note: 'loss 1' }

describe('fitLine', () => {
  it('drops the bar, then rate, time left and note as the room shrinks', () => {
    const whole = 'train 5/10 steps, 2 steps/s, 0:03 left, loss 1'
    expect(fitLine(parts, whole.length + 11)).toBe(`train [####----] 5/10 steps, 2 steps/s, 0:03 left, loss 1`)
    expect(fitLine(parts, whole.length)).toBe(whole)
    expect(fitLine(parts, whole.length - 1)).toBe('train 5/10 steps, 0:03 left, loss 1')
    expect(fitLine(parts, 30)).toBe('train 5/10 steps, loss 1')
    expect(fitLine(parts, 20)).toBe('train 5/10 steps')
    expect(fitLine(parts, 7)).toBe('train 5')
    expect(fitLine(parts, 0)).toBe('')
  })

  it('gives a percentage instead of a bar where no width is known', () => {
    expect(fitLine(parts, Number.POSITIVE_INFINITY)).toBe('train 5/10 steps (50 %), 2 steps/s, 0:03 left, loss 1')
  })

  it('counts two columns for wide characters and none for marks, and takes away line ends and escapes', () => {
    const short = { ...parts, rate: '', left: '', note: '', count: '1' }
    expect(fitLine({ ...short, label: '雀鳥' }, 4)).toBe('雀鳥')
    expect(fitLine({ ...short, label: '雀鳥' }, 3)).toBe('雀')
    expect(fitLine({ ...short, label: 'e\u0301e\u0301' }, 2)).toBe('e\u0301e\u0301')
    expect(fitLine({ ...short, label: 'a\n\x1b[2Jb' }, 9)).toBe('a [2Jb 1')
  })
})
