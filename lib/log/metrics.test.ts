import { expect, it } from "vitest";
import type * as Metrics from "@/lib/log/metrics";
import { metrics, metricsPage } from "@/lib/log/metrics";

it("counts what the product does, without naming anybody", async () => {
  metrics.messagesAccepted(3);
  metrics.messageRefused("FORBIDDEN");
  metrics.batchWritten(3);
  metrics.framesSent(2);
  metrics.socketOpened();
  metrics.socketOpened();
  metrics.socketClosed();
  metrics.jobRan("notify-person", "done");
  metrics.mentionsDecided("folded", 4);
  metrics.cardAttempted("delivered");
  metrics.feishuCalled("im.message.create", "ok", 0.3);

  const { contentType, body } = await metricsPage();

  expect(contentType).toContain("text/plain");
  for (const line of [
    "ailink_messages_accepted_total 3",
    'ailink_messages_refused_total{code="FORBIDDEN"} 1',
    'ailink_message_batch_size_bucket{le="4"} 1',
    "ailink_frames_total 2",
    "ailink_sockets 1",
    'ailink_jobs_total{job="notify-person",result="done"} 1',
    'ailink_mentions_decided_total{outcome="folded"} 4',
    'ailink_card_attempts_total{class="delivered"} 1',
    'ailink_feishu_call_seconds_bucket{le="0.4",api="im.message.create",result="ok"} 1',
  ]) {
    expect(body).toContain(`${line}\n`);
  }
  const labels = new Set([...body.matchAll(/[{,](\w+)="/g)].map((match) => match[1]));
  expect(
    [...labels].filter((label) => /tenant|person|channel|account|group|message|open_id/.test(label ?? "")),
  ).toEqual([]);
});

it("has one registry, also for another copy of this module", async () => {
  const path = "./metrics?copy";
  const copy = (await import(/* @vite-ignore */ path)) as typeof Metrics;
  expect(copy.metrics).not.toBe(metrics);

  copy.metrics.framesSent(40);

  expect((await metricsPage()).body).toContain("ailink_frames_total 42\n");
});
