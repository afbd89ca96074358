import {
  type CardState,
  type Check,
  CardProblem,
  aBoolean,
  aNumber,
  aString,
  anyObject,
  anything,
  counted,
  listOf,
  object,
  oneOf,
} from "./check";
import { SHARED, button, displayElements } from "./display-elements";
import {
  behaviors,
  cardLink,
  confirm,
  i18n,
  padding,
  shortText,
  spacing,
  textAlign,
  textObject,
  verticalAlign,
  widthIn,
} from "./values";

const MAX_DEPTH = 5;
const MAX_TABLES = 5;

/** Tags of card 1.0 that 2.0 refuses. */
const REMOVED_TAGS = new Set(["note", "action"]);

const INPUT = {
  ...SHARED,
  name: aString,
  required: aBoolean,
  disabled: aBoolean,
  width: widthIn("default", "fill"),
  confirm,
  behaviors,
};
const option = object({ text: shortText, value: aString, icon: anyObject }, ["value"]);
const select = { ...INPUT, type: oneOf("default", "text"), placeholder: shortText, options: listOf(option) };
const chosen = { initial_option: aString, initial_index: aNumber, selected_values: listOf(aString) };
const picker = {
  ...INPUT,
  placeholder: shortText,
  initial_date: aString,
  initial_time: aString,
  initial_datetime: aString,
  value: anyObject,
};

const inputElements: Record<string, Check> = {
  button,
  input: object({
    ...INPUT,
    placeholder: shortText,
    default_value: aString,
    i18n_default_value: i18n(aString),
    max_length: aNumber,
    input_type: aString,
    rows: aNumber,
    auto_resize: aBoolean,
    max_rows: aNumber,
    show_icon: aBoolean,
    label: textObject,
    label_position: oneOf("top", "left"),
    value: anything,
    fallback: anyObject,
  }),
  select_static: object({ ...select, ...chosen }),
  multi_select_static: object({ ...select, ...chosen }),
  select_person: object({ ...select, ...chosen }),
  multi_select_person: object({ ...select, ...chosen }),
  date_picker: object(picker),
  picker_time: object(picker),
  picker_datetime: object(picker),
  overflow: object(
    { ...SHARED, width: aString, options: listOf(anyObject), value: anyObject, confirm, behaviors },
    ["options"],
  ),
  checker: object({
    ...SHARED,
    name: aString,
    checked: aBoolean,
    disabled: aBoolean,
    text: textObject,
    overall_checkable: aBoolean,
    button_area: anyObject,
    checked_style: anyObject,
    padding,
    confirm,
    behaviors,
    hover_tips: textObject,
    disabled_tips: textObject,
  }),
};

/** A container counts one level of nesting for what it holds. */
function container(check: Check): Check {
  return (value, at, state) => {
    state.depth += 1;
    if (state.depth > MAX_DEPTH)
      throw new CardProblem("value", `${at} is nested more than ${MAX_DEPTH} levels deep`);
    check(value, at, state);
    state.depth -= 1;
  };
}

const layout = {
  padding,
  background_style: aString,
  vertical_spacing: spacing,
  horizontal_spacing: spacing,
  direction: oneOf("vertical", "horizontal"),
  vertical_align: verticalAlign,
  horizontal_align: textAlign,
};

const elements: Check = (value, at, state) => listOf(element)(value, at, state);

const column: Check = counted(
  object(
    {
      ...SHARED,
      ...layout,
      elements,
      width: widthIn("auto", "weighted"),
      weight: oneOf(1, 2, 3, 4, 5),
      action: anyObject,
    },
    ["tag", "elements"],
  ),
);

const containerElements: Record<string, Check> = {
  column_set: container(
    object(
      {
        ...SHARED,
        columns: listOf(column),
        flex_mode: oneOf("none", "stretch", "flow", "bisect", "trisect"),
        background_style: aString,
        horizontal_spacing: spacing,
        horizontal_align: textAlign,
        action: object({ multi_url: cardLink }, ["multi_url"]),
      },
      ["columns"],
    ),
  ),
  form: container(object({ ...SHARED, ...layout, name: aString, elements }, ["name", "elements"])),
  interactive_container: container(
    object(
      {
        ...SHARED,
        ...layout,
        width: aString,
        height: aString,
        has_border: aBoolean,
        border_color: aString,
        corner_radius: aString,
        behaviors,
        disabled: aBoolean,
        disabled_tips: textObject,
        hover_tips: textObject,
        confirm,
        elements,
      },
      ["elements"],
    ),
  ),
  collapsible_panel: container(
    object(
      {
        ...SHARED,
        ...layout,
        expanded: aBoolean,
        background_color: aString,
        header: anyObject,
        border: anyObject,
        elements,
      },
      ["elements"],
    ),
  ),
};

const ELEMENTS: Record<string, Check> = { ...displayElements, ...inputElements, ...containerElements };

function countTable(state: CardState): void {
  state.tables += 1;
  if (state.tables > MAX_TABLES) throw new CardProblem("too-many-tables", "card table number over limit");
}

/** One component of the body, checked by its tag. */
const element: Check = counted((value, at, state) => {
  anyObject(value, at, state);
  const { tag } = value as { tag?: unknown };
  if (typeof tag !== "string") throw new CardProblem("value", `${at}.tag is missing`);
  if (REMOVED_TAGS.has(tag))
    throw new CardProblem(
      "removed-tag",
      `cards of schema V2 no longer support this capability; unsupported tag ${tag}`,
      tag,
    );
  const check = Object.hasOwn(ELEMENTS, tag) ? ELEMENTS[tag] : undefined;
  if (!check) throw new CardProblem("unknown-tag", `unsupported tag ${tag}`, tag);
  if (tag === "table") countTable(state);
  check(value, at, state);
});

export const elementList = elements;
