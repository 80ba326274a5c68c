/** What is kept of one question. Names are short: all entries of a course must fit where space is short. */
export interface Entry {
  /** digest of the question that it answers */
  h: string;
  /** the answer, in the form that its kind reads and writes */
  r: any;
  /** the answer has been checked as it stands */
  k?: boolean;
  /** tries since the question was last empty or done */
  n?: number;
  /** best credit, 0 to 1, before the key was shown */
  c?: number;
  /** credit of the very first try */
  f?: number;
  /** done: it was right once, or the key was shown, or there is nothing more to do */
  d?: boolean;
  /** the key has been shown, so credit no longer grows */
  s?: boolean;
  /** the key is open now */
  o?: boolean;
  /** day of the last check, year first */
  w?: string;
}

/** What is right, as the key in the page says. A kind of another script may hold more. */
export interface Key {
  right?: number[];
  groups?: Record<string, number>;
  order?: number[];
  low?: number;
  high?: number;
  forms?: { k: string; right: boolean; texts: string[] }[];
  [more: string]: unknown;
}

/** What came of one try. */
export interface Grade {
  credit: number;
  right: boolean;
  /** parts that are right, of how many, and choices that do not belong */
  got: number;
  all: number;
  wrong: number;
  /** whether each thing that was chosen or placed is right, by its number */
  marks: Record<string, boolean>;
  /** name of the reason to show: of a scale or a short answer */
  note: string;
}

/** What is said of one row, and whether the reason follows: told where the learner missed it and the answer is shown. */
export interface Verdict {
  state: "right" | "wrong" | "told";
  text: string;
  why: boolean;
}

/** A question as its kind sees it: `question.js`. */
export interface Asked {
  /** the answer of a question that nobody has touched; undefined until it has been read */
  first: any;
  /** what bears the class `sc-answer`: a row may hold any number of controls */
  rows(): HTMLElement[];
  inputs(): HTMLInputElement[];
  field(): HTMLInputElement | HTMLTextAreaElement;
  select(row: Element): HTMLSelectElement;
  /** a sentence of the page, filled in; and one put into the status line */
  words(name: string, values?: Record<string, string | number>): string;
  say(name: string, values?: Record<string, string | number>): void;
  /** keep the answer that the controls show */
  draft(): void;
  /** the verdict on a row that the learner has placed; `where` says where it belongs */
  placed(mark: boolean | undefined, over: boolean, where: () => string): Verdict;
}

/**
 * A kind of question: one object, made known by `selfcheck.register(name, kind)` under the name that its questions bear as
 * `data-kind`. A question whose kind is not known yet stays as the page gave it, and wakes up when the kind arrives.
 * The first three are asked of every kind, the next two of one that is marked; the rest only where the kind differs.
 */
export interface Kind {
  /** The answer that the controls show: anything that JSON can hold. */
  read(q: Asked): any;
  /** Let the controls show an answer; one that does not fit, or undefined, as nobody has touched them. */
  write(q: Asked, answer: any): void;
  /** Whether there is nothing to check yet. */
  blank(answer: any, q: Asked): boolean;
  /** What is right, read from the list with the class `sc-reasons`. */
  key?(list: Element): Key;
  /** What comes of an answer that is not blank. Python grades the same cases alike: tests/grading.json. */
  grade?(answer: any, key: Key): Grade;

  /** What names the rows that still lack something, where an answer is blank as long as one does. */
  missing?(q: Asked): (Element | null)[];
  /** Name of the sentence for an answer that is not right; else `part` or `wrong-plain`. */
  told?(result: Grade): string;
  /** The reasons stand under the rows when the answer is shown, and the key stays shut. */
  rowwise?: boolean;
  /** What is said under a row. `mark` is undefined where the learner did not choose it; `over`: the answer is shown.
   * Kinds whose rows get no notes have none. */
  verdict?(q: Asked, row: HTMLElement, reason: Element, mark: boolean | undefined, over: boolean): Verdict;
  /** Answer that holds both what stands here and what another tab has kept meanwhile; else the last one counts. Typed text only. */
  merge?(mine: any, theirs: any): any;
  /** Something in the question was pressed that is none of its own buttons. */
  press?(q: Asked, target: HTMLElement): void;
}

/** Keeps entries in the browser under a course's name: `store.js`. */
export interface Store {
  key: string;
  trouble: string;
  memory: Record<string, unknown>;
  get(id: string): any;
  /** `hash`: words that the learner wrote for another edition than this one are kept as `id:earlier` */
  put(id: string, entry: object | undefined, hash?: string): void;
}

/** What element.js gives to the elements of the scripts that come after it. */
export declare class Base extends HTMLElement {
  store: Store;
  connectedCallback(): void;
  setUp(): void;
  renew(back?: boolean): void;
  flush(): void;
  data(name: string): string;
  one<T extends Element = HTMLElement>(selector: string): T;
  all<T extends Element = HTMLElement>(selector: string): T[];
  words(name: string, values?: Record<string, string | number>): string;
  say(name: string, values?: Record<string, string | number>): void;
  keep(entry: Entry | undefined): void;
  changed(entry: Entry | undefined): void;
  kept(): Entry | undefined;
  earlier(): any;
  static focusOn(heading: HTMLElement): void;
  static today(): string;
}

export interface Shared {
  VERSION: number;
  Base: typeof Base;
  fill(text: string | null | undefined, values: Record<string, string | number>): string;
  /** of typed.js: the form in which an answer is compared first, and the place of the text that is meant, or -1 */
  asItStands(text: string): string;
  spelling(text: string): string;
  findText(given: string, texts: string[]): number;
  grade(kind: string, answer: any, key: Key): Grade;
  /** by name; see `register` */
  kinds: Record<string, Kind>;
  number(row: Element): number;
  parse(raw: string | null): { state: "fine" | "damaged" | "newer"; entries: Record<string, any> };
  register(name: string, kind: Kind): void;
  same(a: any, b: any): boolean;
  score(got: number, all: number, more?: { wrong?: number; marks?: Record<string, boolean>; note?: string }): Grade;
  storeOf(course: string): Store;
  written(answer: any): unknown;
  zip(files: [string, string][], type: string): Blob;
  /** how many times a notebook has shown a quiz since the page was opened */
  views?: number;
}

declare global {
  var selfcheck: Shared;
}
