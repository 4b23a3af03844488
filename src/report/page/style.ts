/** The page's style sheet; kept in code because the compiler copies no .css files. */
export const style = `
:root {
  color-scheme: light dark;
  --bg: #f7f6f3; --card: #ffffff; --ink: #16191f; --mute: #5d646e; --line: #dfdcd5; --faint: #f0eee9;
  --accent: #00696f; --good: #1a7f45; --bad: #c2362b;
  --m-all: #8b8f97; --m-easiest: #00808a; --m-0: #b8741a; --m-1: #8450a8; --m-2: #3f6fb5; --m-3: #b23a6b;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #121418; --card: #1a1d23; --ink: #eef0f3; --mute: #a0a8b3; --line: #333944; --faint: #22262e;
    --accent: #4fc8cc; --good: #4cc283; --bad: #ff7a6e;
    --m-all: #9aa1ab; --m-easiest: #45c4c9; --m-0: #e0a552; --m-1: #bd93e0; --m-2: #82abec; --m-3: #ec86ae;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--bg); color: var(--ink); overflow-wrap: anywhere;
  font: 16px/1.55 Inter, "SF Pro Text", "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif;
  font-variant-numeric: tabular-nums;
}
main, header, footer { max-width: 1240px; margin: 0 auto; padding: 0 32px; }
header { padding-top: 56px; }
h1, h2, h3, p, figure, dl, dd, ol { margin: 0; }
h1 { font-size: clamp(30px, 4.2vw, 50px); line-height: 1.08; letter-spacing: -0.025em; font-weight: 700; max-width: 22ch; text-wrap: balance; }
h2 { font-size: clamp(22px, 2.2vw, 28px); line-height: 1.2; letter-spacing: -0.015em; font-weight: 680; }
h3 { font-size: 16px; line-height: 1.3; font-weight: 650; }
.eyebrow { color: var(--accent); font-weight: 650; font-size: 14px; letter-spacing: 0.01em; margin-bottom: 14px; }
.subtitle { font-size: clamp(17px, 1.5vw, 20px); color: var(--mute); margin-top: 16px; max-width: 68ch; }
section { margin-top: 72px; }
section > .lead { color: var(--mute); max-width: 72ch; margin-top: 6px; }
.small { font-size: 13.5px; line-height: 1.5; color: var(--mute); }
section > .small { max-width: 92ch; margin-top: 12px; }
.none { color: var(--mute); padding: 24px 0; }
.tag { white-space: nowrap; font-style: normal; font-size: 11.5px; line-height: 1; font-weight: 600; color: var(--mute); border: 1px solid var(--line); border-radius: 99px; padding: 2px 7px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }

.finding { margin-top: 40px; background: var(--card); border: 1px solid var(--line); border-radius: 20px; padding: 36px 40px; display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 32px 56px; align-items: center; }
.finding .claim { font-size: clamp(20px, 2vw, 26px); line-height: 1.3; letter-spacing: -0.012em; font-weight: 620; text-wrap: pretty; }
.finding .detail { color: var(--mute); margin-top: 12px; max-width: 60ch; }

button { font: inherit; color: inherit; cursor: pointer; }
.chart { background: var(--card); border: 1px solid var(--line); border-radius: 16px; padding: 18px 20px; min-width: 0; }

.thumb { display: block; aspect-ratio: var(--tile, 1); background-color: var(--faint); background-repeat: no-repeat; border-radius: 5px; }
.thumb.bare { display: grid; place-items: center; color: var(--mute); }
details { margin-top: 18px; }
summary { cursor: pointer; font-weight: 600; color: var(--accent); width: fit-content; padding: 4px 0; }

.keys { display: flex; flex-wrap: wrap; gap: 6px 22px; margin-top: 16px; font-size: 14px; list-style: none; padding: 0; }
.keys li { display: flex; align-items: center; gap: 9px; }
.keys svg { width: 34px; height: 6px; flex: none; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 330px), 1fr)); gap: 18px; margin-top: 18px; }
.chart figcaption p { font-size: 13.5px; color: var(--mute); line-height: 1.4; }
.chart svg { display: block; width: 100%; height: auto; margin-top: 10px; overflow: visible; }
.chart text { font-size: 12.5px; fill: var(--mute); }
.chart text.end { font-weight: 650; fill: revert-layer; }
.chart .grid { stroke: var(--line); stroke-width: 1; }
.chart path { fill: none; stroke-linejoin: round; stroke-linecap: round; }
.chart .seed { stroke-width: 1; opacity: 0.38; }
.chart .mean { stroke-width: 2.75; }

.scroll { position: relative; overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 16px; margin-top: 20px; max-width: 100%; }
table { border-collapse: collapse; width: 100%; font-size: 15px; }
th, td { padding: 11px 18px; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--line); font-weight: 400; }
tbody tr:last-child > * { border-bottom: 0; }
th:first-child { text-align: left; position: sticky; left: 0; background: var(--card); }
thead th { color: var(--mute); font-size: 13.5px; vertical-align: bottom; }
tbody th { font-weight: 600; }
tbody th:first-child { white-space: normal; min-width: 8.5em; max-width: 26em; }
abbr { text-decoration: underline dotted; text-underline-offset: 4px; cursor: help; }
td .half { color: var(--mute); font-size: 13.5px; }
dl.small { margin-top: 8px; display: grid; gap: 3px; max-width: 92ch; }
dl.small dt { display: inline; font-weight: 620; color: var(--ink); }
dl.small dd { display: inline; }
dl.small dt::after { content: ": "; }
h4 { margin: 16px 0 0; font-size: 14px; font-weight: 620; }
.axis { min-height: 24px; }

footer { padding-top: 8px; padding-bottom: 56px; margin-top: 72px; }
footer > div { border-top: 1px solid var(--line); padding-top: 26px; display: grid; gap: 18px; }
.facts { display: flex; flex-wrap: wrap; gap: 12px 40px; }
.facts dt { font-size: 13px; color: var(--mute); }
.facts dd { font-weight: 600; }
.repeat { display: flex; flex-wrap: wrap; gap: 10px; align-items: center; }
.repeat code { font: 14px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 8px 14px; overflow-wrap: anywhere; min-width: 0; flex: 0 1 auto; }
.repeat { flex-wrap: nowrap; align-items: flex-start; }

@media (max-width: 860px) {
  .finding { grid-template-columns: minmax(0, 1fr); padding: 26px 24px; }
}
@media (max-width: 600px) {
  main, header, footer { padding-left: 16px; padding-right: 16px; }
  header { padding-top: 34px; }
  section { margin-top: 52px; }
  .finding { padding: 22px 20px; margin-top: 28px; border-radius: 16px; }
  .chart { padding: 14px; }
  th, td { padding: 10px 13px; }
  tbody th:first-child { max-width: 11em; }
}
@media print {
  body { background: none; }
  section, .chart { break-inside: avoid; }
}
`
