import { workbenchPath } from "@/lib/channels/return-path";
import { environment } from "@/lib/config/environment";
import { webAppLink } from "@/lib/feishu/app-link";
import { buildCard, type Card, type CardWords, linkButton, textBlock } from "@/lib/feishu/card";
import { translator } from "@/lib/i18n/translator";

const words = (key: "title" | "text" | "open"): CardWords => ({
  en: translator("en")(`cards.test.${key}`),
  zh: translator("zh-CN")(`cards.test.${key}`),
});

/** The card of trial: it says that it is one, and opens the workbench. */
export function testCard(appId: string): Card {
  const targetUrl = `${environment().APP_URL}${workbenchPath(appId)}`;
  return buildCard({
    title: words("title"),
    summary: words("title"),
    template: "grey",
    elements: [
      textBlock(words("text")),
      linkButton(words("open"), webAppLink({ appId, targetUrl }), "default"),
    ],
  });
}
