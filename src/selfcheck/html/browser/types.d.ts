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

/** What is right, as the key in the page says. */
export interface Key {
  right?: number[];
  groups?: Record<string, number>;
  order?: number[];
  low?: number;
  high?: number;
  forms?: { k: string; right: boolean; folded: string[] }[];
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

/** A question as its kind sees it. */
export interface Asked {
  /** rows of an order question as the page gives them */
  first: number[];
  rows(): HTMLElement[];
  inputs(): HTMLInputElement[];
  field(): HTMLInputElement | HTMLTextAreaElement;
  select(row: Element): HTMLSelectElement;
  edges(): void;
}

/** How a kind reads and writes its controls. An answer is blank while there is nothing to check. */
export interface Kind {
  read(q: Asked): any;
  write(q: Asked, answer: any): void;
  blank(answer: any, q: Asked): boolean;
  key(list: Element): Key;
}

/** What base.js gives to the scripts that come after it. */
export declare class Base extends HTMLElement {
  store: { key: string; trouble: string; memory: Record<string, unknown>; get(id: string): any; put(id: string, entry: object | undefined): void };
  setUp(): void;
  otherTab(): void;
  flush(): void;
  data(name: string): string;
  one<T extends Element = HTMLElement>(selector: string): T;
  all<T extends Element = HTMLElement>(selector: string): T[];
  words(name: string, values?: Record<string, string | number>): string;
  say(name: string, values?: Record<string, string | number>): void;
  keep(entry: Entry | undefined): void;
  changed(entry: Entry | undefined): void;
  kept(): Entry | undefined;
  static focusOn(heading: HTMLElement): void;
  static today(): string;
}

export interface Shared {
  VERSION: number;
  TRIES: number;
  Base: typeof Base;
  fold(text: string): string;
  grade(kind: string, answer: any, key: Key): Grade;
  parse(raw: string | null): { state: "fine" | "damaged" | "newer"; entries: Record<string, any> };
  same(a: any, b: any): boolean;
  /** by name; kinds.js puts them here */
  kinds: Record<string, Kind>;
  storeOf(course: string): Base["store"];
  /** how many times a notebook has shown a quiz since the page was opened */
  views?: number;
}

declare global {
  var selfcheck: Shared;
}
