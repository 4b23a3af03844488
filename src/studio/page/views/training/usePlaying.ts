import { useEffect, useState } from 'preact/hooks'

/** Milliseconds from the first look to the last. */
const whole = (count: number): number => Math.min(16_000, 900 * count)

/** Plays through steps, evenly from look to look; where less motion is wished for, from one look to the next without what lies between.
 *  @param steps at least one, by step */
export function usePlaying(
  steps: readonly number[],
  onStep: (step: number) => void,
  from: number,
): { readonly playing: boolean; readonly toggle: () => void } {
  const [playing, setPlaying] = useState(false)
  useEffect(() => {
    if (!playing) return
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    const end = steps.length - 1
    const begin =
      from >= steps[end]!
        ? 0
        : Math.max(
            0,
            steps.findIndex((step) => step >= from),
          )
    const started = performance.now()
    let frame = requestAnimationFrame(function draw(now) {
      const place = Math.min(end, begin + ((now - started) / whole(steps.length)) * steps.length)
      const [low, high] = [steps[Math.floor(place)]!, steps[Math.ceil(place)]!]
      onStep(still ? low : low + (place - Math.floor(place)) * (high - low))
      if (place >= end) setPlaying(false)
      else frame = requestAnimationFrame(draw)
    })
    return () => cancelAnimationFrame(frame)
  }, [playing])
  return { playing, toggle: () => setPlaying((before) => !before) }
}
