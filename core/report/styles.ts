import { darkTheme, lightTheme, type PlotTheme } from '#core/plots/theme.ts';

const MORE = {
  light: { bg: '#f7f7f5', good: '#dff2ee', bad: '#f5e4e3' },
  dark: { bg: '#131312', good: '#15332f', bad: '#3b2322' },
};

function variables(theme: PlotTheme, more: Record<string, string>): string {
  const values: Record<string, string> = {
    ...more,
    text: theme.text,
    'text-2': theme.muted,
    'text-3': theme.faint,
    line: theme.line,
    'line-strong': theme.lineStrong,
    surface: theme.surface,
    accent: theme.accent,
    accept: theme.accept,
    review: theme.review,
    reject: theme.reject,
  };
  theme.versions.forEach((colour, place) => {
    values[`version-${place + 1}`] = colour;
  });
  return Object.entries(values)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';');
}

/** The page's style sheet. Without `<` and `&`, so that it can stand in XML too. */
export function styleSheet(): string {
  return `:root{${variables(lightTheme, MORE.light)};--mono:ui-monospace,"JetBrains Mono",monospace;color-scheme:light}
@media screen and (prefers-color-scheme:dark){:root{${variables(darkTheme, MORE.dark)};color-scheme:dark}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);font:14px/1.5 Inter,system-ui,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:880px;margin:0 auto;padding:40px 24px 80px}
h1{font-size:24px;line-height:1.25;margin:0 0 4px}
h2{font-size:17px;margin:0 0 12px}
h3{font-size:14px;margin:20px 0 6px}
p{margin:0 0 10px;max-width:68ch}
a{color:var(--accent)}
code{font-family:var(--mono);font-size:.92em;overflow-wrap:anywhere}
.lead,.none,figcaption,.small{color:var(--text-2)}
nav{margin:20px 0 0;columns:3;font-size:13px}
nav a{display:block;text-decoration:none;padding:1px 0}
section{background:var(--surface);border:1px solid var(--line);border-radius:8px;padding:20px 24px;margin-top:16px}
.cards{display:grid;grid-template-columns:repeat(3,1fr);gap:12px;margin:20px 0 10px}
.cards div{background:var(--surface);border:1px solid var(--line);border-radius:8px;padding:10px 14px}
.cards span{color:var(--text-2);font-size:12px;display:block}
.cards b{font-size:20px;font-weight:650;margin-right:6px}
dl{margin:0 0 12px;display:grid;gap:4px}
dl div{display:grid;grid-template-columns:200px 1fr;gap:12px}
dt{color:var(--text-2)}
dd{margin:0;overflow-wrap:anywhere}
figure{margin:0 0 8px}
figure svg{display:block;max-width:100%;height:auto;overflow:visible;color:var(--text-2);font-family:Inter,system-ui,sans-serif;font-size:11px}
figcaption{font-size:12px;margin-top:6px;max-width:68ch}
details{margin:8px 0;font-size:13px}
summary{cursor:pointer;color:var(--text-2)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:12.5px;margin:4px 0 12px}
th{font-weight:500;color:var(--text-2);text-align:left;vertical-align:bottom}
th,td{padding:4px 12px 4px 0;border-bottom:1px solid var(--line);vertical-align:top}
td:first-child{min-width:120px}
.n{text-align:right;white-space:nowrap}
.good,.bad{white-space:nowrap;border-radius:4px;padding:1px 6px;font-weight:550}
.good{color:var(--accept);background:var(--good)}
.bad{color:var(--reject);background:var(--bad)}
.note{border-left:3px solid var(--review);padding-left:10px}
.definitions dt{color:var(--text);font-weight:550}
.definitions div{grid-template-columns:150px 1fr;padding:3px 0}
.bar{height:9px;min-width:1px;background:var(--accent);opacity:.7}
.bar.minus{background:var(--reject)}
@media(max-width:640px){nav{columns:2}.cards{grid-template-columns:1fr 1fr}dl div{grid-template-columns:1fr}section{padding:16px}}
@media print{body{background:#fff;font-size:11px}main{max-width:none;padding:0}section,.cards div{border-color:#ccc;break-inside:auto}
figure,tr,.cards div{break-inside:avoid}h2,h3{break-after:avoid}nav{columns:4}a{color:inherit}details:not([open]){display:none}}`;
}
