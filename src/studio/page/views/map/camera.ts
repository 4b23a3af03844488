/** What part of a map is looked at. A map lies in the square from -1 to 1; y points down, as on a screen. */
export interface Camera {
  /** The place in the middle. */
  readonly x: number
  readonly y: number
  /** 1 shows all of the square. */
  readonly zoom: number
}

/** In CSS pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

export const whole: Camera = { x: 0, y: 0, zoom: 1 }

const [least, most] = [0.5, 4000]

/** Pixels of a unit of the map. */
export const scaleOf = ({ zoom }: Camera, { width, height }: Size): number => (zoom * Math.min(width, height)) / 2

/** Where a place of the map stands on the screen. */
export function toScreen(camera: Camera, size: Size, x: number, y: number): readonly [number, number] {
  const scale = scaleOf(camera, size)
  return [(x - camera.x) * scale + size.width / 2, (y - camera.y) * scale + size.height / 2]
}

/** The place of the map under a point of the screen. */
export function toMap(camera: Camera, size: Size, left: number, top: number): readonly [number, number] {
  const scale = scaleOf(camera, size)
  return [(left - size.width / 2) / scale + camera.x, (top - size.height / 2) / scale + camera.y]
}

/** Nearer by a factor; what is under the point of the screen stays there. */
export function zoomed(camera: Camera, size: Size, factor: number, left: number, top: number): Camera {
  const zoom = Math.min(most, Math.max(least, camera.zoom * factor))
  const [x, y] = toMap(camera, size, left, top)
  const shrunk = camera.zoom / zoom
  return kept({ x: x + (camera.x - x) * shrunk, y: y + (camera.y - y) * shrunk, zoom })
}

/** Moved as by a hand that pulls the map by so many pixels. */
export function panned(camera: Camera, size: Size, right: number, down: number): Camera {
  const scale = scaleOf(camera, size)
  return kept({ ...camera, x: camera.x - right / scale, y: camera.y - down / scale })
}

/** The map is never lost out of sight. */
function kept({ x, y, zoom }: Camera): Camera {
  const inside = (at: number): number => Math.min(1.2, Math.max(-1.2, at))
  return { x: inside(x), y: inside(y), zoom }
}

/** For an address: `x,y,zoom`; null for the whole. */
export function writeCamera({ x, y, zoom }: Camera): string | null {
  if (x === 0 && y === 0 && zoom === 1) return null
  const digits = Math.min(8, 3 + Math.ceil(Math.log10(Math.max(1, zoom))))
  return [x.toFixed(digits), y.toFixed(digits), zoom.toPrecision(4)].map(Number).join(',')
}

/** What {@link writeCamera} wrote; the whole for anything else. */
export function readCamera(text: string | null): Camera {
  const [x, y, zoom, ...rest] = (text ?? '').split(',').map(Number)
  if (rest.length > 0 || ![x, y, zoom].every(Number.isFinite) || !zoom) return whole
  return kept({ x: x!, y: y!, zoom: Math.min(most, Math.max(least, zoom)) })
}
