// A figure in a notebook, answered by a kernel: what anywidget calls.
import "./pad.js";
import "./settable.js";
import { mount } from "./figure.js";

/**
 * Answers from a running kernel, through an anywidget model. While it computes,
 * only the newest wish is kept.
 * @param {any} model
 * @param {Control[]} controls
 * @returns {Source}
 */
function kernel(model, controls) {
  /** @type {Settings | null} */
  let wanted = null;
  let since = -Infinity;

  /** @param {Settings} settings */
  function send(settings) {
    wanted = null;
    const changed = controls.filter(({ name }) => model.get(name) !== settings[name]);
    if (changed.length === 0) return false;
    since = performance.now();
    for (const { name } of changed) model.set(name, settings[name]);
    model.save_changes();
    return true;
  }

  return {
    exact: true,
    connect(answer) {
      function reply() {
        since = -Infinity;
        const { settings, arrays } = model.get("_answer");
        /** @type {Arrays} */
        const views = {};
        for (const name in arrays) {
          const { shape, data } = arrays[name];
          views[name] = { shape, data: new Float64Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength)) };
        }
        // A wish that came meanwhile is what the controls show, and is asked next.
        answer(wanted && send(wanted) ? {} : settings, views);
      }
      model.on("change:_answer", reply);
      reply();
    },
    ask(settings) {
      // A kernel that raised an error does not answer: after a second, ask anyway.
      if (performance.now() - since < 1000) wanted = { ...settings };
      else send({ ...settings });
    },
  };
}

/**
 * What anywidget calls in a notebook.
 * @param {{model: any, el: HTMLElement}} context
 */
export function render({ model, el }) {
  const spec = model.get("_spec");
  const settings = { ...model.get("_answer").settings };
  mount(el, spec, kernel(model, spec.controls), settings, false);
  // JupyterLab is to leave a control its keys.
  for (const one of el.querySelectorAll("input, select, button, [tabindex]")) one.setAttribute("data-lm-suppress-shortcuts", "");
}
