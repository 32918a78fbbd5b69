/* Sets formulas for mathjax.py, in Node: a line of JSON in, a line of JSON out.

   Argument: the folder that holds MathJax.
   In: {tex, display}; out: {html} or {error}. In: null; out: {css}, the style sheet. */

async function main() {
  const MathJax = await require(`${process.argv[2]}/node-main.js`).init({
    loader: { load: ["input/tex", "output/chtml", "a11y/assistive-mml"] },
    tex: {
      // An unknown command is a mistake, not something to show in red.
      packages: { "[-]": ["noundefined"] },
      formatError: (_, error) => { throw error; },
    },
    // Each page picks what it needs from the whole sheet.
    chtml: { adaptiveCSS: false },
  });
  const { adaptor, document, output } = MathJax.startup;

  async function answer(question) {
    if (!question) return { css: adaptor.textContent(output.styleSheet(document)) };
    try {
      const { tex, display } = question;
      return { html: adaptor.outerHTML(await MathJax.tex2chtmlPromise(tex, { display })) };
    } catch (error) {
      return { error: error.message };
    }
  }

  const lines = require("readline").createInterface({ input: process.stdin });
  for await (const line of lines) {
    console.log(JSON.stringify(await answer(JSON.parse(line))));
  }
}

main();
