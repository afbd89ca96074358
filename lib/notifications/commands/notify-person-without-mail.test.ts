import { expect, it } from "vitest";
import { at, cardScene, minute, notify } from "@/lib/testing/card-scene";
import { aMention, anEngineer, outcomesOf } from "@/lib/testing/notification-world";

const scene = cardScene();

it("says so when there is no mail server to tell the service side by", async () => {
  const engineer = await anEngineer(scene.channel, [scene.group]);
  await aMention(scene.group, scene.reader.personId, [engineer.personId], { at: at(0) });

  await notify(engineer, 5 * minute);

  expect(await outcomesOf(engineer.personId)).toEqual(["unreachable:mail_not_configured"]);
});
