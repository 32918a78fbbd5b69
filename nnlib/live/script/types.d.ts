// What the modules here speak of. The dataclasses of nnlib.live tell more of each field.

/** A NumPy array. */
type Values = { shape: number[]; data: ArrayLike<number> };
type Arrays = Record<string, Values>;

/** The value of each control. */
type Settings = Record<string, number | string>;

/** A control, with the fields of its kind. */
type Control = {
  name: string;
  label: string;
  kind: "slider" | "choice" | "number" | "points" | "picture";
  view: boolean;
  hidden: boolean;
  carries: string;
  completes: string;
  values: number[];
  options: string[];
  value: number | string;
  digits: number;
  whole: boolean;
  plays: boolean;
  begins: boolean;
  pace: number;
  log: boolean;
  low: number;
  high: number;
  strides: number[];
  by: string;
  hint: string;
  side: number;
  across: [number, number];
  up: [number, number];
  most: number;
  choice: string;
  option: string;
  x: string;
  y: string;
};

type Axis = { label: string; domain: [number, number] | null; log: boolean; zero: boolean };
type Scale = (value: number) => number;
type Mark = {
  kind: "line" | "points" | "field";
  x: string;
  y: string;
  z: string;
  label: string;
  colour: number;
  thin: boolean;
  row: string;
};

/** A drawing, with the fields of its kind. */
type Drawing = {
  kind: "chart" | "matrix" | "network" | "text" | "entries" | "row" | "diagram" | "equations" | "asked" | "paths";
  title: string;
  width: number;
  x: Axis;
  y: Axis;
  marks: Mark[];
  sets: string;
  drags: [string, string];
  array: string;
  lit: string;
  decimals: number;
  limit: number | null;
  pick: string[];
  trim: boolean;
  weights: string[];
  layers: string[];
  nodes: string[];
  strong: string[];
  by: string;
  lines: Record<string, string[]>;
  size: [number, number];
  when: Record<string, string[]>;
  told: string[];
  drawings: Drawing[];
  alone: string;
  beneath: string;
};

type Spec = {
  id: string;
  title: string;
  question: string;
  summary: string;
  words: Record<string, string>;
  small: boolean;
  controls: Control[];
  drawings: Drawing[];
  layout: string[][];
  origins: Record<string, Origin>;
  parts: string;
};

/** Where the entries of an array come from (linked.py). */
type Origin = {
  title: string;
  spoken: string;
  rule: string;
  equation: string;
  product: string[];
  entry: string;
  code: string;
  file: string;
  stage: number;
  examples: boolean;
};

/** What is asked for: an entry, counted from 0, or a symbol that stands for arrays. */
type Place = { array: string; i: number; j: number; symbol?: string[] };
type Lit = { i: number; j: number; as: 1 | 2 | 3 };

/** What there is to say of it, and which entries light up. */
type Explained = {
  place: Place;
  cells: Record<string, Lit[]>;
  lines: string[];
  words: string;
  equation: string;
};
type Linked = {
  layers: number;
  known: (name: string) => boolean;
  origin: (name: string) => Origin;
  weight: () => { l: number; i: number; j: number };
  /** What changes where the chosen weight is none of this network's. */
  fallen: () => Settings;
  choose: (array: string, i: number, j: number) => void;
  alone: () => boolean;
  ask: (place: Place) => void;
  heard: (listener: (answer: Explained) => void) => void;
  /** Show one path, by its nodes of layers l - 1 to L, or none. */
  walk: (nodes: number[]) => void;
  walked: (walker: (nodes: number[]) => void) => void;
  renew: (arrays: Arrays) => void;
  tell: () => void;
};

/** What the drawings of a figure share. */
type Shared = {
  set: (changes: Settings) => void;
  reach: Reach;
  linked: Linked;
};

/** Hears what was asked for; early is what is shown before anything was answered. */
type Answer = (settings: Settings, arrays: Arrays, early?: boolean) => void;

/**
 * What answers the controls: a recording, a kernel, or Python in the page. `ask` wants
 * the arrays for some settings; they come, at once or later, to the function given to
 * `connect`. `exact` says whether values between those listed for a slider can be had.
 */
type Source = {
  exact: boolean;
  connect: (answer: Answer) => void;
  ask: (settings: Settings) => void;
};

/** A drawing on the page. */
type Part = {
  element: HTMLElement;
  draw: (arrays: Arrays, settings: Settings) => void;
};

/** Sets sliders to what they reach nearest to some values. */
type Reach = (wish: Settings) => void;

/** A control on the page: shows a value. */
type Handle = (value: number | string) => void;

/** One recorded array (recording.py). */
type Track = {
  name: string;
  controls: string[];
  grows: string;
  shape: number[];
  low: number;
  step: number;
  log: boolean;
  along: number[];
};
type Recording = { tracks: Track[]; data: string };

/** What is recorded: the whole, or a part for each option of a control. */
type Recordings = Promise<Recording> | Record<string, () => Promise<Recording>>;

/** One array as it is to begin with. */
type First = {
  name: string;
  shape: number[];
  low: number;
  step: number;
  log: boolean;
  codes: number[];
};

/**
 * What is other in a figure once it is free; a drawing that stays is told by its number.
 */
type Changes = Partial<Omit<Spec, "drawings">> & { drawings?: (Drawing | number)[] };

/**
 * The data of a page's figure: what is drawn of it once it is free, if that is other,
 * and the scripts that free it.
 */
type Data = { spec: Spec; freed?: Spec; free?: string; source: Source };

/** The figures' script on a page, and what frees them, once that has come. */
declare const nnlibLive: typeof import("./page.js") & {
  free: typeof import("./free.js").free;
};
