import { isObject } from "../../state/json";

/** What is wrong with a card; each way of sending it has its own code for that. */
export type CardFault =
  | "parse"
  | "schema"
  | "unknown-key"
  | "unknown-tag"
  | "removed-tag"
  | "value"
  | "too-many-elements"
  | "too-many-tables"
  | "update-multi"
  | "duplicate-id"
  | "person";

export class CardProblem extends Error {
  override readonly name = "CardProblem";
  readonly fault: CardFault;
  readonly value: string;

  constructor(fault: CardFault, message: string, value = "") {
    super(message);
    this.fault = fault;
    this.value = value;
  }
}

/** What is counted and looked up while one card is checked. */
export interface CardState {
  readonly isKnownPerson: (id: string) => boolean;
  readonly ids: Set<string>;
  elements: number;
  tables: number;
  depth: number;
}

export type Check = (value: unknown, at: string, state: CardState) => void;

const wrong = (at: string, expected: string, value: unknown) =>
  new CardProblem("value", `${at} must be ${expected}`, (JSON.stringify(value) ?? "").slice(0, 80));

export const aString: Check = (value, at) => {
  if (typeof value !== "string") throw wrong(at, "a string", value);
};

export const aBoolean: Check = (value, at) => {
  if (typeof value !== "boolean") throw wrong(at, "a boolean", value);
};

export const aNumber: Check = (value, at) => {
  if (typeof value !== "number") throw wrong(at, "a number", value);
};

export const anyObject: Check = (value, at) => {
  if (!isObject(value)) throw wrong(at, "an object", value);
};

export const anything: Check = () => {};

export function oneOf(...allowed: readonly (string | number | boolean)[]): Check {
  return (value, at) => {
    if (!allowed.some((one) => one === value)) throw wrong(at, `one of ${allowed.join(", ")}`, value);
  };
}

export function matching(pattern: RegExp, expected: string): Check {
  return (value, at) => {
    if (typeof value !== "string" || !pattern.test(value)) throw wrong(at, expected, value);
  };
}

export function either(first: Check, second: Check): Check {
  return (value, at, state) => {
    try {
      first(value, at, state);
    } catch (error) {
      if (!(error instanceof CardProblem)) throw error;
      second(value, at, state);
    }
  };
}

export function listOf(item: Check, max = Number.POSITIVE_INFINITY): Check {
  return (value, at, state) => {
    if (!Array.isArray(value)) throw wrong(at, "an array", value);
    if (value.length > max) throw wrong(at, `at most ${max} entries`, value.length);
    for (const [index, entry] of value.entries()) item(entry, `${at}[${index}]`, state);
  };
}

export function recordOf(item: Check, keys?: readonly string[]): Check {
  return (value, at, state) => {
    if (!isObject(value)) throw wrong(at, "an object", value);
    for (const [key, entry] of Object.entries(value)) {
      if (keys && !keys.includes(key))
        throw new CardProblem("unknown-key", `unknown property ${at}.${key}`, key);
      item(entry, `${at}.${key}`, state);
    }
  };
}

/** An object with these properties and no other: an unknown one is an error in card 2.0. */
export function object(properties: Record<string, Check>, required: readonly string[] = []): Check {
  return (value, at, state) => {
    if (!isObject(value)) throw wrong(at, "an object", value);
    for (const key of required)
      if (value[key] === undefined) throw wrong(`${at}.${key}`, "present", undefined);
    for (const [key, entry] of Object.entries(value)) {
      const check = Object.hasOwn(properties, key) ? properties[key] : undefined;
      if (!check) throw new CardProblem("unknown-key", `unknown property ${at}.${key}`, key);
      check(entry, `${at}.${key}`, state);
    }
  };
}

/** Names an element for later updates; unique in the card. */
export const elementId: Check = (value, at, state) => {
  if (typeof value !== "string" || !/^[A-Za-z][A-Za-z0-9_]{0,19}$/.test(value))
    throw wrong(at, "a valid element_id", value);
  if (state.ids.has(value)) throw new CardProblem("duplicate-id", `duplicate element_id ${value}`, value);
  state.ids.add(value);
};

/** Counts one more component of the card. */
export function counted(check: Check): Check {
  return (value, at, state) => {
    state.elements += 1;
    check(value, at, state);
  };
}
