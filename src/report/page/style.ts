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
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.tag { white-space: nowrap; font-style: normal; font-size: 11.5px; line-height: 1; font-weight: 600; color: var(--mute); border: 1px solid var(--line); border-radius: 99px; padding: 2px 7px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }

.finding { margin-top: 40px; background: var(--card); border: 1px solid var(--line); border-radius: 20px; padding: 36px 40px; display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 32px 56px; align-items: center; }
.finding .claim { font-size: clamp(20px, 2vw, 26px); line-height: 1.3; letter-spacing: -0.012em; font-weight: 620; text-wrap: pretty; }
.finding .detail { color: var(--mute); margin-top: 12px; max-width: 60ch; }
.numbers { display: flex; align-items: flex-start; gap: 24px; }
.number .big { white-space: nowrap; display: block; font-size: clamp(46px, 5.6vw, 76px); line-height: 1; letter-spacing: -0.045em; font-weight: 700; color: var(--c); }
.number .half { display: block; color: var(--mute); font-size: 15px; margin-top: 8px; }
.number .who { display: block; font-weight: 620; font-size: 14.5px; margin-top: 2px; max-width: 15em; }
.numbers .arrow { flex: none; width: 44px; margin-top: clamp(14px, 2vw, 28px); color: var(--mute); }
.numbers .arrow path { fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }

.chips { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin-top: 20px; }
.chips > span { color: var(--mute); font-size: 14px; margin-right: 4px; }
button { font: inherit; color: inherit; cursor: pointer; }
.chips button, .legend button, #copy { display: inline-flex; align-items: center; gap: 7px; min-height: 34px; padding: 4px 12px; border: 1px solid var(--line); border-radius: 99px; background: none; font-size: 14px; line-height: 1.2; text-align: left; }
.chips button { color: var(--mute); }
.chips button::before { content: ""; width: 10px; height: 10px; border-radius: 50%; border: 2px solid var(--c); }
.chips button[aria-pressed="true"] { background: var(--card); color: var(--ink); border-color: var(--c); }
.chips button[aria-pressed="true"]::before { background: var(--c); }
.controls { display: flex; flex-wrap: wrap; gap: 12px 28px; margin-top: 22px; }
.choice { border: 0; margin: 0; padding: 0; min-width: 0; display: flex; flex-wrap: wrap; align-items: center; gap: 6px 0; }
.choice legend { float: left; color: var(--mute); font-size: 14px; padding: 0; margin-right: 12px; }
.choice label { position: relative; }
.choice input { position: absolute; inset: 0; opacity: 0; margin: 0; cursor: pointer; }
.choice span { display: block; padding: 7px 15px; font-size: 14px; line-height: 1.3; border: 1px solid var(--line); margin-left: -1px; background: var(--card); }
.choice label:first-of-type span { border-radius: 99px 0 0 99px; }
.choice label:last-of-type span { border-radius: 0 99px 99px 0; }
.choice input:checked + span { background: var(--ink); border-color: var(--ink); color: var(--bg); font-weight: 600; }
.choice input:focus-visible + span { outline: 2px solid var(--accent); outline-offset: 2px; }
.legend { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 16px; max-height: 164px; overflow-y: auto; padding: 2px; }
.legend button { min-height: 30px; padding: 3px 11px 3px 8px; background: var(--card); max-width: 100%; }
.legend button bdi { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-width: 24ch; }
.legend button small { color: var(--mute); font-size: 12px; }
.legend button[aria-pressed="true"] { border-color: var(--ink); box-shadow: inset 0 0 0 1px var(--ink); }
.legend .clear { background: none; border-color: transparent; text-decoration: underline; text-underline-offset: 3px; }
.swatch { width: 18px; height: 18px; flex: none; }
.pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 370px), 1fr)); gap: 24px; margin-top: 20px; }
.pictures > .picture { max-width: 720px; width: 100%; justify-self: center; }
.picture, .chart, .panel { background: var(--card); border: 1px solid var(--line); border-radius: 16px; padding: 18px 20px; min-width: 0; }
.picture figcaption { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 2px 16px; align-items: baseline; }
.picture h3::before { content: ""; display: inline-block; width: 11px; height: 11px; border-radius: 50%; background: var(--c); margin-right: 9px; }
.picture figcaption span { color: var(--mute); font-size: 14px; }
.picture figcaption span b { color: var(--ink); }
.stage { position: relative; aspect-ratio: 1; margin-top: 8px; }
.stage canvas { position: absolute; inset: 0; width: 100%; height: 100%; border-radius: 10px; }
.stage .over { cursor: crosshair; touch-action: pan-y; }

.thumb { display: block; aspect-ratio: var(--tile, 1); background-color: var(--faint); background-repeat: no-repeat; border-radius: 5px; }
.thumb.bare { display: grid; place-items: center; color: var(--mute); }
.tip { position: fixed; z-index: 9; pointer-events: none; display: flex; gap: 12px; align-items: center; max-width: min(330px, calc(100vw - 16px)); background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 10px 14px 10px 10px; box-shadow: 0 8px 30px rgb(0 0 0 / 0.2); font-size: 14px; line-height: 1.35; }
.tip .thumb { width: 76px; flex: none; }
.tip div { min-width: 0; }
.tip div > * { display: block; overflow-wrap: anywhere; }
.tip span, .tip small { color: var(--mute); }

.queries { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 520px), 1fr)); gap: 18px; margin-top: 22px; }
.query { background: var(--card); border: 1px solid var(--line); border-radius: 16px; padding: 18px; display: grid; grid-template-columns: 104px minmax(0, 1fr); gap: 20px; min-width: 0; }
.asked .thumb { width: 104px; border-radius: 10px; }
.asked > div { margin-top: 8px; min-width: 0; }
.asked strong { margin-right: 8px; font-size: 16px; line-height: 1.25; overflow-wrap: break-word; }
.asked .file { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; overflow-wrap: anywhere; font-size: 12px; }
.answers { display: grid; gap: 14px; align-content: start; min-width: 0; }
.found p { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 12px; font-size: 13.5px; font-weight: 600; margin-bottom: 5px; }
.found p span { color: var(--mute); font-weight: 400; }
.found ol { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(var(--k, 8), minmax(0, 1fr)); gap: 9px 7px; }
.found li { position: relative; border-radius: 7px; padding: 2px; border: 2px solid var(--mark); --mark: var(--good); max-width: 72px; }
.found li.wrong { --mark: var(--bad); border-style: dashed; }
.found li > span:last-child { position: absolute; right: -6px; bottom: -6px; width: 17px; height: 17px; border-radius: 50%; background: var(--mark); color: var(--card); font-size: 10px; font-weight: 700; line-height: 17px; text-align: center; }
.found li .thumb { border-radius: 3px; }
.found li.wrong .thumb { opacity: 0.72; }
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
.best::before { content: ""; display: inline-block; width: 7px; height: 7px; border-radius: 50%; background: var(--accent); margin-right: 8px; vertical-align: 0.1em; }
dl.small { margin-top: 8px; display: grid; gap: 3px; max-width: 92ch; }
dl.small dt { display: inline; font-weight: 620; color: var(--ink); }
dl.small dd { display: inline; }
dl.small dt::after { content: ": "; }
.panels { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 440px), 1fr)); gap: 18px; margin-top: 18px; align-items: start; }
.panel > .small { margin-top: 2px; }
.dotchart + h4 { margin-top: 22px; }
h4 { margin: 16px 0 0; font-size: 14px; font-weight: 620; }
.dotchart { margin-top: 10px; max-height: 640px; overflow-y: auto; }
.dotrow { display: grid; grid-template-columns: minmax(92px, 34%) minmax(0, 1fr); gap: 14px; align-items: center; min-height: 34px; padding-right: 12px; }
.valued .dotrow { grid-template-columns: minmax(92px, 34%) minmax(0, 1fr) 3.4em; }
.dotrow .name { font-size: 14px; line-height: 1.25; text-align: right; overflow-wrap: anywhere; }
.dotrow .value { white-space: nowrap; font-weight: 650; font-size: 14px; text-align: right; }
.track { position: relative; display: block; align-self: stretch; min-height: 22px; background: repeating-linear-gradient(90deg, var(--line) 0 1px, transparent 1px var(--step)); border-right: 1px solid var(--line); }
.dot i { position: absolute; top: calc(50% - 5px); height: 10px; border: solid var(--c); border-width: 0 2px; background: linear-gradient(var(--c), var(--c)) center / 100% 2px no-repeat; }
.dot b { position: absolute; top: calc(50% - 4.5px); margin-left: -4.5px; width: 9px; height: 9px; border-radius: 50%; background: var(--c); }
.axis { min-height: 24px; }
.axis .track { background: none; border: 0; }
.axis .track span { white-space: nowrap; position: absolute; top: 3px; transform: translateX(-50%); font-size: 12.5px; color: var(--mute); }

footer { padding-top: 8px; padding-bottom: 56px; margin-top: 72px; }
footer > div { border-top: 1px solid var(--line); padding-top: 26px; display: grid; gap: 18px; }
.facts { display: flex; flex-wrap: wrap; gap: 12px 40px; }
.facts dt { font-size: 13px; color: var(--mute); }
.facts dd { font-weight: 600; }
.repeat { display: flex; flex-wrap: wrap; gap: 10px; align-items: center; }
.repeat code { font: 14px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 8px 14px; overflow-wrap: anywhere; min-width: 0; flex: 0 1 auto; }
.repeat { flex-wrap: nowrap; align-items: flex-start; }
#copy { flex: none; margin-top: 3px; }

@media (max-width: 860px) {
  .finding { grid-template-columns: minmax(0, 1fr); padding: 26px 24px; }
}
@media (max-width: 600px) {
  main, header, footer { padding-left: 16px; padding-right: 16px; }
  header { padding-top: 34px; }
  section { margin-top: 52px; }
  .finding { padding: 22px 20px; margin-top: 28px; border-radius: 16px; }
  .numbers { gap: 12px; justify-content: space-between; }
  .numbers .arrow { width: 26px; }
  .number { min-width: 0; }
  .picture, .chart, .panel { padding: 14px; }
  .choice legend { float: none; width: 100%; margin-bottom: 2px; }
  .choice label { flex: 1 1 auto; }
  .choice span { text-align: center; padding: 8px 10px; }
  .choice, .choice + .choice { width: 100%; }
  .query { grid-template-columns: minmax(0, 1fr); gap: 14px; padding: 14px; }
  .asked { display: flex; gap: 14px; align-items: center; }
  .asked .thumb { width: 72px; flex: none; }
  .asked > div { margin-top: 0; }
  .found ol { gap: 8px 4px; }
  .found li { padding: 1px; }
  .found li > span:last-child { width: 15px; height: 15px; line-height: 15px; font-size: 9px; right: -4px; bottom: -5px; }
  th, td { padding: 10px 13px; }
  tbody th:first-child { max-width: 11em; }
  .dotrow { grid-template-columns: 84px minmax(0, 1fr); gap: 10px; }
  .valued .dotrow { grid-template-columns: minmax(0, 1fr) 3.1em; row-gap: 0; padding-left: 6px; }
  .valued .dotrow .name { grid-column: 1 / -1; text-align: left; margin-top: 6px; }
  .valued .axis > span:first-child { display: none; }
  .legend { max-height: 210px; }
}
@media print {
  body { background: none; }
  .controls, .chips, #copy { display: none; }
  section, .query, .picture, .chart { break-inside: avoid; }
}
`
