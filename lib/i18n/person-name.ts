type Translate = (key: never) => string;

/** How a person is called: by their name, or, where their personal data was deleted and nothing is left of it, in the reader's language. */
export function personName(t: Translate, name: string): string {
  return name === "" ? t("common.deletedPerson" as never) : name;
}
