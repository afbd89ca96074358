const polite =
  /^(?:ok(?:ay)?|thanks?(?: you)?(?: (?:so|very) much| a lot)?|thx|ty|great|perfect|got it|works(?: now)?|solved|fixed|cheers|well done|nice|好的?|可以了?|行|收到|谢谢(?:了|你|您|大家)?|多谢|感谢|辛苦(?:了|啦)?|没问题了?|解决了|已解决|搞定(?:了)?|恢复了|正常了|赞)$/iu;
const mention = /<@[0-9a-z-]+>/g;
const decoration = /(?:\p{P}|\p{S}|\p{Emoji_Presentation}|\s|\u200d|\ufe0f)+/gu;

const emoji = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f|\s)+$/u;

/** Whether a message says nothing but thanks, which must not open a ticket again (edge-cases §4.9). Every part of it has to. */
export function isThanks(body: string): boolean {
  if (body.length >= 200) return false;
  const said = body.replace(mention, "").trim();
  if (emoji.test(said)) return true;
  const parts = said
    .split(/[,.;!?，。；！？、~\n]+/u)
    .map((part) => part.replace(decoration, " ").trim())
    .filter((part) => part !== "");
  return parts.length > 0 && parts.every((part) => polite.test(part));
}
