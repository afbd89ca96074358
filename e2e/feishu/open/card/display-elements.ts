import { type Check, aBoolean, aNumber, aString, anyObject, elementId, listOf, object, oneOf } from "./check";
import {
  confirm,
  i18n,
  icon,
  behaviors,
  margin,
  markdownText,
  shortText,
  textAlign,
  textObject,
  textSize,
  widthIn,
} from "./values";

/** Properties every component of the body may have. */
export const SHARED = { tag: aString, element_id: elementId, margin };

const person: Check = (value, at, state) => {
  aString(value, at, state);
  markdownText(`<person id=${String(value)}></person>`, at, state);
};

/** Components that show something. */
export const displayElements: Record<string, Check> = {
  markdown: object(
    {
      ...SHARED,
      content: markdownText,
      i18n_content: i18n(markdownText),
      text_size: textSize,
      text_align: textAlign,
      icon,
    },
    ["content"],
  ),
  div: object({ ...SHARED, text: textObject, icon, width: widthIn("fill", "auto") }),
  hr: object(SHARED),
  img: object(
    {
      ...SHARED,
      img_key: aString,
      i18n_img_key: i18n(aString),
      alt: textObject,
      title: textObject,
      corner_radius: aString,
      scale_type: oneOf("crop_center", "fit_horizontal", "crop_top"),
      size: aString,
      transparent: aBoolean,
      preview: aBoolean,
    },
    ["img_key"],
  ),
  img_combination: object(
    {
      ...SHARED,
      combination_mode: oneOf("double", "triple", "bisect", "trisect"),
      corner_radius: aString,
      combination_transparent: aBoolean,
      img_list: listOf(object({ img_key: aString }, ["img_key"])),
    },
    ["combination_mode", "img_list"],
  ),
  person: object(
    {
      ...SHARED,
      user_id: person,
      size: aString,
      show_avatar: aBoolean,
      show_name: aBoolean,
      style: oneOf("normal", "capsule"),
    },
    ["user_id"],
  ),
  person_list: object(
    {
      ...SHARED,
      persons: listOf(object({ id: person }, ["id"])),
      lines: aNumber,
      size: aString,
      show_avatar: aBoolean,
      show_name: aBoolean,
      drop_invalid_user_id: aBoolean,
      icon,
      ud_icon: icon,
    },
    ["persons"],
  ),
  chart: object(
    {
      ...SHARED,
      chart_spec: anyObject,
      aspect_ratio: aString,
      color_theme: aString,
      preview: aBoolean,
      height: aString,
    },
    ["chart_spec"],
  ),
  audio: object(
    {
      ...SHARED,
      file_key: aString,
      fallback: anyObject,
      audio_id: aString,
      show_progress: aBoolean,
      style: aString,
      show_time: aBoolean,
    },
    ["file_key"],
  ),
  table: object(
    {
      ...SHARED,
      columns: listOf(anyObject, 50),
      rows: listOf(anyObject),
      page_size: aNumber,
      row_height: aString,
      row_max_height: aString,
      header_style: anyObject,
      freeze_first_column: aBoolean,
    },
    ["columns", "rows"],
  ),
};

/** The button, the one interactive component the product needs. */
export const button: Check = object(
  {
    ...SHARED,
    text: shortText,
    type: oneOf(
      "default",
      "primary",
      "danger",
      "text",
      "primary_text",
      "danger_text",
      "primary_filled",
      "danger_filled",
      "laser",
    ),
    size: oneOf("tiny", "small", "medium", "large"),
    width: widthIn("default", "fill"),
    icon,
    hover_tips: textObject,
    disabled: aBoolean,
    disabled_tips: textObject,
    confirm,
    behaviors,
    name: aString,
    form_action_type: oneOf("submit", "reset"),
  },
  ["text"],
);
