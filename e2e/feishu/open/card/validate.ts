import { isObject } from "../../state/json";
import type { JsonObject } from "../../state/model";
import {
  type CardState,
  type Check,
  CardProblem,
  aBoolean,
  aString,
  anyObject,
  listOf,
  object,
  oneOf,
  recordOf,
} from "./check";
import { elementList } from "./element-table";
import {
  LOCALES,
  cardLink,
  i18n,
  icon,
  padding,
  spacing,
  textAlign,
  textObject,
  textTag,
  verticalAlign,
} from "./values";

const MAX_ELEMENTS = 200;

const updateMulti: Check = (value) => {
  if (value !== true) throw new CardProblem("update-multi", "update_multi can only be true");
};

const config = object({
  update_multi: updateMulti,
  enable_forward: aBoolean,
  enable_forward_interaction: aBoolean,
  width_mode: oneOf("default", "compact", "fill"),
  summary: object({ content: aString, i18n_content: i18n(aString) }),
  locales: listOf(oneOf(...LOCALES)),
  use_custom_translation: aBoolean,
  streaming_mode: aBoolean,
  streaming_config: anyObject,
  style: object({
    text_size: recordOf(object({ default: aString, pc: aString, mobile: aString })),
    color: recordOf(object({ light_mode: aString, dark_mode: aString })),
  }),
});

const TEMPLATES = [
  "blue",
  "wathet",
  "turquoise",
  "green",
  "yellow",
  "orange",
  "red",
  "carmine",
  "violet",
  "purple",
  "indigo",
  "grey",
  "default",
];

const header = object(
  {
    title: textObject,
    subtitle: textObject,
    template: oneOf(...TEMPLATES),
    text_tag_list: listOf(textTag, 3),
    i18n_text_tag_list: i18n(listOf(textTag, 3)),
    icon,
    padding,
  },
  ["title"],
);

const body = object(
  {
    direction: oneOf("vertical", "horizontal"),
    padding,
    horizontal_spacing: spacing,
    vertical_spacing: spacing,
    horizontal_align: textAlign,
    vertical_align: verticalAlign,
    elements: elementList,
  },
  ["elements"],
);

export interface CardRules {
  isKnownPerson: (id: string) => boolean;
  headerCounts: boolean;
}

/** Checks a card of schema 2.0 as a whole. */
export function validateCard(card: JsonObject, rules: CardRules): void {
  const state: CardState = {
    isKnownPerson: rules.isKnownPerson,
    ids: new Set(),
    elements: 0,
    tables: 0,
    depth: 0,
  };
  const headerOrNot: Check = (value, at, inner) => {
    const before = inner.elements;
    header(value, at, inner);
    if (!rules.headerCounts) inner.elements = before;
  };
  object({ schema: oneOf("2.0"), config, card_link: cardLink, header: headerOrNot, body })(
    card,
    "card",
    state,
  );
  if (state.elements > MAX_ELEMENTS)
    throw new CardProblem("too-many-elements", "element exceeds the limit", String(state.elements));
}

/** Without `schema: "2.0"` a card is read as 1.0, which ignores what it does not know. `{}` is a blank card. */
export function isSchema2(card: JsonObject): boolean {
  return card["schema"] === "2.0";
}

/** A 1.0 card is only held to its outer form, and to the people it names. */
export function validateOldCard(card: JsonObject, rules: CardRules, peopleNamed: readonly string[]): void {
  const { elements, i18n_elements: translated } = card;
  const fits =
    (elements === undefined || Array.isArray(elements)) && (translated === undefined || isObject(translated));
  if (!fits) throw new CardProblem("parse", "elements must be an array");
  const stranger = peopleNamed.find((id) => !rules.isKnownPerson(id));
  if (stranger !== undefined) throw new CardProblem("person", "invalid person or at id", stranger);
}
