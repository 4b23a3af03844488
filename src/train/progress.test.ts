import { describe, expect, it } from 'vitest'
import { progress } from './progress.ts'

/** A stream that keeps what was written, and a clock to be set. */
function staged(options: { isTTY: boolean; columns?: number }) {
  const written: string[] = []
  const clock = { ms: 1000 }
  const stream = { ...options, write: (text: string) => written.push(text) }
  return { written, clock, stream, now: () => clock.ms }
}

describe('progress on a terminal', () => {
  it('redraws one line with bar, rate, time left and note, and ends it', () => {
    const { written, clock, stream, now } = staged({ isTTY: true, columns: 120 })
    const bar = progress({ total: 600, unit: 'steps', label: 'train', stream, now })
    bar.update(0)
    clock.ms += 2000
    bar.update(60, 'loss 0.123')
    clock.ms += 18_000
    bar.done('loss 0.1')
    const dashes = '-'.repeat(30)
    expect(written).toEqual([
      `\rtrain [${dashes}] 0/600 steps\x1b[K`,
      `\rtrain [${'#'.repeat(3)}${'-'.repeat(27)}] 60/600 steps, 30.0 steps/s, 0:18 left, loss 0.123\x1b[K`,
      `\rtrain [${'#'.repeat(3)}${'-'.repeat(27)}] 60/600 steps, 30.0 steps/s, in 0:20, loss 0.1\x1b[K`,
      '\n',
    ])
  })

  it('redraws no faster than ten times a second', () => {
    const { written, clock, stream, now } = staged({ isTTY: true })
    const bar = progress({ total: 1000, unit: 'images', label: 'embed', stream, now })
    for (let i = 0; i < 1000; i++) {
      bar.update(i)
      clock.ms += 1
    }
    expect(written.length).toBe(10)
  })

  it('prints a line of its own above the bar', () => {
    const { written, stream, now } = staged({ isTTY: true, columns: 60 })
    const bar = progress({ total: 4, unit: 'steps', label: 'train', stream, now })
    bar.say('before')
    bar.update(1)
    bar.say('collapse')
    expect(written.slice(0, 1)).toEqual(['\r\x1b[Kbefore\n'])
    expect(written.slice(2)).toEqual(['\r\x1b[Kcollapse\n', written[1]])
  })

  it('never reaches the last column, however narrow', () => {
    for (let columns = 1; columns < 130; columns++) {
      const { written, clock, stream, now } = staged({ isTTY: true, columns })
      const bar = progress({ total: 12345, unit: 'images', label: '識別 a\nb', stream, now })
      bar.update(5)
      clock.ms += 60_000
      bar.update(6000, 'loss 0.123456, 損失')
      for (const line of written) {
        const shown = line.slice(1, line.indexOf('\x1b'))
        expect(shown.replace(/[識別損失]/g, '__').length).toBeLessThan(columns)
      }
    }
  })
})

describe('progress of work that may be short', () => {
  it('shows nothing of what ends within `after`, and all of what lasts longer', () => {
    const { written, clock, stream, now } = staged({ isTTY: false })
    const brief = progress({ total: 2, unit: 'images', label: 'judge', after: 500, stream, now })
    brief.update(1)
    clock.ms += 499
    brief.update(2)
    brief.done()
    expect(written).toEqual([])
    const long = progress({ total: 2, unit: 'images', label: 'judge', after: 500, stream, now })
    long.update(1)
    clock.ms += 500
    long.done()
    expect(written).toEqual(['judge 1/2 images (50 %), in 0:01\n'])
  })
})

describe('progress elsewhere', () => {
  it('writes plain lines, at most one in five seconds, and one at the end', () => {
    const { written, clock, stream, now } = staged({ isTTY: false })
    const bar = progress({ total: 100, unit: 'steps', label: 'train', stream, now })
    for (let i = 0; i <= 100; i++) {
      bar.update(i, `loss ${i}`)
      clock.ms += 100
    }
    bar.say('hello')
    bar.done()
    bar.done()
    bar.update(3)
    expect(written).toEqual([
      'train 0/100 steps (0 %), loss 0\n',
      'train 50/100 steps (50 %), 10.0 steps/s, 0:05 left, loss 50\n',
      'train 100/100 steps (100 %), 10.0 steps/s, 0:00 left, loss 100\n',
      'hello\n',
      'train 100/100 steps (100 %), 10.0 steps/s, in 0:10, loss 100\n',
    ])
  })

  it('counts the rate from the first update, not from steps done before a resume', () => {
    const { written, clock, stream, now } = staged({ isTTY: false })
    const bar = progress({ total: 2000, unit: 'steps', label: 'train', stream, now })
    clock.ms += 30_000 // compiling
    bar.update(1000)
    clock.ms += 10_000
    bar.update(1005)
    expect(written).toEqual([
      'train 1000/2000 steps (50 %)\n',
      'train 1005/2000 steps (50 %), 0.50 steps/s, 33:10 left\n',
    ])
  })

  it('manages a total of nothing, and more than the total', () => {
    const { written, clock, stream, now } = staged({ isTTY: false })
    progress({ total: 0, unit: 'images', label: 'embed', stream, now }).done()
    const bar = progress({ total: 2, unit: 'images', label: 'embed', stream, now })
    bar.update(0)
    clock.ms += 6000
    bar.update(3)
    expect(written[0]).toBe('embed 0/0 images (100 %), in 0:00\n')
    expect(written[2]).toBe('embed 3/2 images (100 %), 0.50 images/s, 0:00 left\n')
  })

  it.each([
    [3_600_000, '60:00:00 left'],
    [36_000_000, '25 days left'],
  ])('tells long times in hours and days (%i ms a step)', (ms, left) => {
    const { written, clock, stream, now } = staged({ isTTY: false })
    const bar = progress({ total: 61, unit: 'steps', label: 'x', stream, now })
    bar.update(0)
    clock.ms += ms
    bar.update(1)
    expect(written[1]).toContain(left)
  })
})
