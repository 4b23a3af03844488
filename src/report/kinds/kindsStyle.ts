import type { Sprite } from '../sprite.ts'

/** What the page of kinds has beside the report's style, and its pictures. */
export function kindsStyle(sprite: Sprite | null): string {
  return rules + (sprite ? spriteRules(sprite) : '')
}

function spriteRules({ uri, columns, rows, tileWidth, tileHeight }: Sprite): string {
  const sharp = tileWidth < 48 ? ' image-rendering: pixelated;' : ''
  return `:root { --tile: ${tileWidth} / ${tileHeight}; }
.thumb { background-image: url("${uri}"); background-size: ${columns * 100}% ${rows * 100}%;${sharp} }`
}

const rules = `
.finding { grid-template-columns: minmax(0, 1fr); }
.finding .claim { font-size: clamp(18px, 1.6vw, 22px); max-width: 78ch; }
.finding .detail { max-width: 78ch; }
.charts > .chart { max-width: 600px; }
.classes { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 540px), 1fr)); gap: 18px; margin-top: 22px; align-items: start; }
.class { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--mark, var(--line)); border-radius: 14px; padding: 18px 20px; min-width: 0; }
.class.several { --mark: var(--good); }
.class.collapsed { --mark: var(--bad); }
.class > header { max-width: none; padding: 0; margin: 0 0 4px; display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; }
.class h3 { font-size: 18px; min-width: 0; }
.class .tag { color: var(--mark, var(--mute)); border-color: var(--mark, var(--line)); }
.kind { margin-top: 14px; border-top: 1px solid var(--line); padding-top: 10px; }
.kind .what { font-size: 14px; display: flex; flex-wrap: wrap; gap: 0 10px; }
.kind .what span { color: var(--mute); }
.kind .rows { display: grid; grid-template-columns: minmax(0, 6fr) minmax(0, 3fr); gap: 14px; margin-top: 4px; }
.rows p, .near p { font-size: 12px; color: var(--mute); margin-bottom: 3px; }
.strip { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(var(--n, 6), minmax(0, 1fr)); gap: 5px; }
.atypical .strip { --n: 3; }
.atypical .thumb { opacity: 0.8; }
.errors { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 380px), 1fr)); gap: 16px; margin-top: 22px; }
.error { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 16px; display: grid; grid-template-columns: 96px minmax(0, 1fr); gap: 16px; min-width: 0; align-items: start; }
.error .big .thumb { border-radius: 8px; }
.error .told > p:first-child { line-height: 1.35; }
.near { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; margin-top: 10px; }
.near .strip { --n: 3; }
.near > div { min-width: 0; }
.near p { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.pairs { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 200px), 1fr)); gap: 16px; margin-top: 22px; }
.pair { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 14px; min-width: 0; font-size: 14px; }
.pair .strip { --n: 2; margin-bottom: 8px; }
.pair .tag { margin-left: 8px; color: var(--bad); border-color: var(--bad); }
.pair .file { font-size: 12px; line-height: 1.35; margin-top: 4px; }
.space { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 400px), 1fr)); gap: 18px; margin-top: 20px; align-items: start; }
.spectrum rect { fill: var(--accent); }
.measures { background: var(--card); border: 1px solid var(--line); border-radius: 16px; padding: 8px 20px; }
.measures > div { padding: 10px 0; border-bottom: 1px solid var(--line); }
.measures > div:last-child { border-bottom: 0; }
.measures dt { font-weight: 620; font-size: 14.5px; float: left; }
.measures dd b { display: block; text-align: right; }
.measures dd span { display: block; clear: both; color: var(--mute); font-size: 13.5px; line-height: 1.4; }
@media (max-width: 600px) {
  .class, .error { padding: 14px; }
  .kind .rows { grid-template-columns: minmax(0, 1fr); gap: 8px; }
  .atypical .strip { --n: 6; }
  .error { grid-template-columns: 72px minmax(0, 1fr); gap: 12px; }
  .pairs { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 10px; }
  .pair { padding: 10px; }
}
@media print { .class, .error, .pair { break-inside: avoid; } }
`
