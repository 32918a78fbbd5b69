// What is asked for in a figure, what it comes from, and who lights up.
import { phrase } from "./phrase.js";
import { fill } from "./words.js";
import { text } from "./numbers.js";

const TERMS = 6;
/** @type {Explained} */
const NOTHING = { place: { array: "", i: 0, j: 0 }, cells: {}, lines: [], words: "", equation: "" };

/**
 * What there is to say of a symbol that stands for whole arrays.
 * @param {string[]} arrays
 * @param {Place} place
 * @param {Record<string, Origin>} origins
 * @returns {Explained}
 */
function named(arrays, place, origins) {
  const all = arrays.map((name) => origins[name]);
  return {
    ...NOTHING,
    place,
    lines: [all.map(({ title }) => title).join(", "), phrase("what the symbol stands for in this network, layer by layer")],
    words: phrase("It stands for {names}.", { names: all.map(({ spoken }) => spoken).join(", ") }),
  };
}

/**
 * @param {Spec} spec
 * @param {Settings} settings which change in place
 * @param {(changes: Settings) => void} set
 * @returns {Linked}
 */
export function linking({ origins, controls }, settings, set) {
  /** @type {((answer: Explained) => void)[]} */
  const listeners = [];
  /** @type {((nodes: number[]) => void)[]} */
  const walkers = [];
  /** @type {Place | null} */
  let asked = null;
  /** @type {Arrays} */
  let arrays = {};

  const known = (/** @type {string} */ name) => Number(settings.stage) >= origins[name].stage;
  const layers = Object.keys(origins).filter((name) => /^W\d/.test(name)).length;
  const share = controls.find(({ name }) => name === "share");
  const alone = () => share !== undefined && settings.share === share.options[1];

  function tell() {
    if (!asked) return;
    const { array, i, j, symbol } = asked;
    const [rows, columns] = symbol ? [1, 1] : arrays[array].shape;
    // Another data set may have no such entry: then nothing is asked.
    const gone = i >= rows || j >= columns;
    const answer = gone ? NOTHING : symbol ? named(symbol, asked, origins)
      : explained(asked, origins, arrays, known, alone() ? Number(settings.example) : 0);
    if (gone) asked = null;
    for (const listener of listeners) listener(answer);
  }

  /** The place of the weight that is chosen: weights are numbered from the last layer on. */
  function weight() {
    let rest = Number(settings.weight) - 1;
    for (let l = layers; l > 0; l--) {
      const [rows, columns] = arrays[`W${l}`].shape;
      if (rest < rows * columns) return { l, i: Math.floor(rest / columns), j: rest % columns };
      rest -= rows * columns;
    }
    return { l: 1, i: 0, j: 0 };
  }

  return {
    known,
    layers,
    weight,
    choose(array, i, j) {
      const layer = Number(array.slice(-1));
      let before = 0;
      for (let l = layers; l > layer; l--) before += arrays[`W${l}`].data.length;
      set({ weight: before + i * arrays[`W${layer}`].shape[1] + j + 1, turn: 0 });
    },
    fallen() {
      // Of a figure that cannot be asked, a control of that name is something else.
      const control = layers ? controls.find(({ name }) => name === "weight") : undefined;
      let count = 0;
      for (let l = layers; l > 0; l--) count += arrays[`W${l}`].data.length;
      /** @type {Settings} */
      const changes = {};
      if (control && Number(settings.weight) > count) Object.assign(changes, { weight: control.value, turn: 0 });
      return changes;
    },
    alone,
    origin: (name) => origins[name],
    walk(nodes) {
      for (const walker of walkers) walker(nodes);
    },
    walked: (walker) => { walkers.push(walker); },
    heard: (listener) => { listeners.push(listener); },
    ask(place) {
      if (String(Object.values(asked ?? {})) === String(Object.values(place))) return;
      asked = place;
      tell();
    },
    renew(now) {
      arrays = now;
    },
    tell,
  };
}

/**
 * What there is to say of an entry.
 * @param {Place} place
 * @param {Record<string, Origin>} origins
 * @param {Arrays} arrays
 * @param {(name: string) => boolean} known
 * @param {number} example the one whose share alone is asked for, or 0
 * @returns {Explained}
 */
function explained(place, origins, arrays, known, example) {
  const { array, i, j } = place;
  const { title, spoken, rule, equation, product, entry, code, file, stage } = origins[array];
  /** @type {Record<string, Lit[]>} */
  const cells = { [array]: [{ i, j, as: 1 }] };
  const here = { row: i + 1, column: j + 1 };
  if (!known(array)) {
    const lines = [
      phrase("{name}, row {row}, column {column}", { name: title, ...here }),
      phrase("not known yet: step {stage} computes it", { stage }),
    ];
    const words = phrase("{name}, row {row}, column {column}: not known yet", { name: spoken, ...here });
    return { place, cells, lines, words, equation };
  }
  const { shape, data } = arrays[array];
  const own = /^dW/.test(array) && example > 0;
  const slab = own ? arrays[array.replace("dW", "share")].data : data;
  const number = slab[((own ? (example - 1) * shape[0] : 0) + i) * shape[1] + j];
  const value = text(number, 3, true);
  let how = "";
  if (product.length) {
    const [left, right] = [factor(product[0], "row", i, arrays), factor(product[1], "column", j, arrays)];
    if (own) {
      for (const one of [left, right]) {
        one.places = one.places.slice(example - 1, example);
        one.values = one.values.slice(example - 1, example);
      }
    }
    for (const [{ name: from, places }, as] of /** @type {const} */ ([[left, 2], [right, 3]])) {
      cells[from] = [...(cells[from] ?? []), ...places.map(([r, c]) => ({ i: r, j: c, as }))];
    }
    how = `${sum(left.values, right.values)} = ${value}`;
    if (own && number) {
      const wish = number < 0 ? phrase("Example {example} wants this weight larger.", { example })
        : phrase("Example {example} wants this weight smaller.", { example });
      how += `. ${wish}`;
    }
  } else if (entry && within(entry).every((name) => !(name in origins) || known(name))) {
    how = entryAt(entry, i, j, arrays);
    for (const other of within(entry)) {
      if (other !== array && other in origins) cells[other] = [{ i, j, as: 2 }];
    }
  } else how = value;
  const line = file ? phrase("{code}  in {file}", { code: `\`${code}\``, file }) : `\`${code}\``;
  const told = { ...here, example, value };
  const [first, words] = own
    ? [
        phrase("{name}, row {row}, column {column}, example {example} alone = {value}", { name: title, ...told }),
        phrase("{name}, row {row}, column {column}, example {example} alone, is {value}.", { name: spoken, ...told }),
      ]
    : [
        phrase("{name}, row {row}, column {column} = {value}", { name: title, ...told }),
        phrase("{name}, row {row}, column {column}, is {value}.", { name: spoken, ...told }),
      ];
  return {
    place,
    cells,
    equation,
    lines: [first, how, code ? `${rule}   ⟵   ${line}` : rule],
    words: `${words} ${rule}. ${how}`.replace(/[\^_{}*`]|⟵/g, ""),
  };
}

/**
 * A row of one factor of a product, or a column of the other.
 * @param {string} source an array, with an apostrophe if it is transposed
 * @param {"row" | "column"} which
 * @param {number} at
 * @param {Arrays} arrays
 */
function factor(source, which, at, arrays) {
  const name = source.replace("'", "");
  const { shape, data } = arrays[name];
  const isRow = (which === "row") !== source.endsWith("'");
  const places = Array.from({ length: shape[isRow ? 1 : 0] }, (_, k) => (isRow ? [at, k] : [k, at]));
  return { name, places, values: places.map(([i, j]) => data[i * shape[1] + j]) };
}

/** @param {number[]} left @param {number[]} right */
function sum(left, right) {
  const bracketed = (/** @type {number} */ value) => text(value, 3, true).replace(/^−.*/, "($&)");
  const terms = left.map((value, k) => `${k ? bracketed(value) : text(value, 3, true)} · ${bracketed(right[k])}`);
  if (terms.length <= TERMS) return terms.join(" + ");
  const some = `${terms.slice(0, TERMS - 2).join(" + ")} + … + ${terms[terms.length - 1]}`;
  return phrase("{sum}  ({n} products)", { sum: some, n: terms.length });
}

/** @param {string} template */
const within = (template) => [...template.matchAll(/<(\w+)/g)].map(([, name]) => name);

/**
 * A template filled in with the entries of its arrays in one place.
 * @param {string} template
 * @param {number} i
 * @param {number} j
 * @param {Arrays} arrays
 */
function entryAt(template, i, j, arrays) {
  /** @type {Arrays} */
  const here = {};
  for (const name of within(template)) {
    const { shape, data } = arrays[name];
    here[name] = { shape: [], data: [data[i * shape[1] + j]] };
  }
  return fill(template, here, {});
}
