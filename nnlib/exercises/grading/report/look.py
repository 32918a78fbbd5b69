"""How the report on a class looks: light and dark, wide and narrow, and on paper."""

PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header>
<h1>{title}</h1>
{head}
</header>
<main>
{main}
</main>
</body>
</html>
"""

STYLE = """
:root { --paper: #fff; --ink: #1f2328; --soft: #57606a; --line: #d0d7de;
  --link: #0550ae; --box: #f6f8fa; --right: #1a5e37; --slip: #e08a1e;
  --other: #f3c6a5; --stopped: #6e7781; color-scheme: light; }
@media screen and (prefers-color-scheme: dark) {
  :root { --paper: #14181d; --ink: #e6edf3; --soft: #a5b0bc; --line: #3d444d;
    --link: #79b8ff; --box: #1d232a; --right: #7ee2a8; --slip: #c77a1c;
    --other: #6b4021; --stopped: #8b949e; color-scheme: dark; } }
* { box-sizing: border-box; }
body { background: var(--paper); color: var(--ink); margin: 0 auto; max-width: 52rem;
  padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0.5rem 0; }
h2 { font-size: 1.25rem; border-bottom: 1px solid var(--line); margin: 2rem 0 0.75rem; }
h3 { font-size: 1.1rem; margin: 1.75rem 0 0; }
h4 { font-size: 1rem; margin: 1.25rem 0 0; }
p { margin: 0.25rem 0 0.5rem; }
a { color: var(--link); }
ul, ol { margin: 0.25rem 0; padding-left: 1.4rem; }
li { margin: 0.35rem 0; }
.talk > li { background: var(--box); border-left: 4px solid var(--slip);
  margin: 0.75rem 0; padding: 0.5rem 0.9rem; }
.talk { list-style: none; padding: 0; }
.talk strong { font-size: 1.15rem; }
.soft { color: var(--soft); font-size: 0.9rem; }
summary { cursor: pointer; color: var(--soft); font-size: 0.9rem; width: fit-content;
  padding: 0.15rem 0; }
code, pre { font: 0.875em/1.45 ui-monospace, monospace; }
pre { background: var(--box); border-left: 3px solid var(--line); margin: 0.25rem 0;
  padding: 0.4rem 0.6rem; white-space: pre-wrap; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { border-bottom: 1px solid var(--line); padding: 0.3rem 0.35rem;
  text-align: right; vertical-align: top; overflow-wrap: normal; }
thead th { font-size: 0.85rem; vertical-align: bottom; }
th:first-child, .text { text-align: left; }
tbody th { font-weight: 400; overflow-wrap: anywhere; }
tbody th:has(.bar), .text { width: 60%; }
.bar { display: flex; height: 0.8rem; margin: 0.2rem 0 0.1rem;
  border: 1px solid var(--soft); }
.bar i { border-right: 1px solid var(--paper); }
i.r { background: var(--right); }
i.s { background: repeating-linear-gradient(135deg, var(--slip) 0 5px,
  var(--paper) 5px 7px); }
i.o { background: var(--other); }
i.t { background: repeating-linear-gradient(90deg, var(--stopped) 0 1px,
  var(--paper) 1px 4px); }
.key { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0 1.2rem;
  font-size: 0.9rem; }
.key i { display: inline-block; width: 1.4rem; height: 0.8rem; margin-right: 0.4rem;
  border: 1px solid var(--soft); }
@media (max-width: 30rem) {
  body { padding: 0.75rem; }
  th, td { padding: 0.3rem 0.15rem; }
  thead th { font-size: 0.7rem; }
  tbody th { font-size: 0.9rem; } }
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  a { color: inherit; }
  .bar, .bar i, .key i, .talk > li { print-color-adjust: exact;
    -webkit-print-color-adjust: exact; }
  details:not([open]), section:has(> h2 + details:not([open]):last-child) {
    display: none; }
  h2, h3, h4 { break-after: avoid; }
  tr, .talk > li, li { break-inside: avoid; } }
"""
