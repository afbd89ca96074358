-- CreateEnum
CREATE TYPE "card_lane" AS ENUM ('mention', 'emergency');

-- CreateEnum
CREATE TYPE "duty_kind" AS ENUM ('engineer', 'duty_lead', 'manager');

-- CreateEnum
CREATE TYPE "severity" AS ENUM ('s1', 's2', 's3', 's4');

-- CreateEnum
CREATE TYPE "ticket_status" AS ENUM ('new', 'assigned', 'in_progress', 'waiting_for_customer', 'resolved', 'closed');

-- CreateEnum
CREATE TYPE "incident_reason" AS ENUM ('data_loss', 'data_corruption', 'business_unavailable', 'security_incident');

-- CreateEnum
CREATE TYPE "incident_status" AS ENUM ('declared', 'acknowledged', 'in_progress', 'mitigated', 'closed', 'cancelled');

-- CreateEnum
CREATE TYPE "escalation_outcome" AS ENUM ('paged', 'nobody', 'not_needed');

-- CreateEnum
CREATE TYPE "page_via" AS ENUM ('desk', 'mail', 'webhook');

-- CreateEnum
CREATE TYPE "page_status" AS ENUM ('pending', 'delivered', 'failed');

-- CreateEnum
CREATE TYPE "webhook_format" AS ENUM ('pagerduty', 'generic');

-- AlterTable
ALTER TABLE "card_delivery" ADD COLUMN     "incident_id" UUID,
ADD COLUMN     "incident_state" TEXT,
ADD COLUMN     "lane" "card_lane" NOT NULL DEFAULT 'mention';

-- AlterTable
ALTER TABLE "message" ADD COLUMN     "notice" JSONB,
ALTER COLUMN "sender_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "attachment" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "uploader_id" UUID NOT NULL,
    "message_id" UUID,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "storage_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product" (
    "code" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "fallback_code" TEXT,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "product_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "engineer_skill" (
    "person_id" UUID NOT NULL,
    "product_code" TEXT NOT NULL,

    CONSTRAINT "engineer_skill_pkey" PRIMARY KEY ("person_id","product_code")
);

-- CreateTable
CREATE TABLE "staff_duty" (
    "person_id" UUID NOT NULL,
    "capacity" INTEGER NOT NULL DEFAULT 8,
    "away_since" TIMESTAMPTZ(3),
    "away_until" TIMESTAMPTZ(3),

    CONSTRAINT "staff_duty_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "shift" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "kind" "duty_kind" NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "zone" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shift_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sla_policy" (
    "plan_id" UUID NOT NULL,
    "calendar" JSONB NOT NULL,
    "targets" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sla_policy_pkey" PRIMARY KEY ("plan_id")
);

-- CreateTable
CREATE TABLE "ticket" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "account_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "main_group_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "internal_group_id" UUID NOT NULL,
    "requester_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "content_hash" TEXT NOT NULL,
    "product_code" TEXT NOT NULL,
    "severity" "severity" NOT NULL,
    "status" "ticket_status" NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "resource_ids" TEXT[],
    "region" TEXT,
    "began_at" TIMESTAMPTZ(3),
    "assignee_id" UUID,
    "version" INTEGER NOT NULL,
    "resolution" INTEGER NOT NULL DEFAULT 0,
    "previous_ticket_id" UUID,
    "promised_update_at" TIMESTAMPTZ(3),
    "first_response_due_at" TIMESTAMPTZ(3),
    "next_update_due_at" TIMESTAMPTZ(3),
    "resolution_due_at" TIMESTAMPTZ(3),
    "first_responded_at" TIMESTAMPTZ(3),
    "last_answered_at" TIMESTAMPTZ(3),
    "resolved_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "auto_close_at" TIMESTAMPTZ(3),
    "auto_close_warnings" INTEGER NOT NULL DEFAULT 0,
    "activity_sequence" BIGINT NOT NULL DEFAULT 0,
    "assignment_due_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ticket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_event" (
    "ticket_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "actor_id" UUID,
    "data" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ticket_event_pkey" PRIMARY KEY ("ticket_id","version")
);

-- CreateTable
CREATE TABLE "satisfaction_rating" (
    "ticket_id" UUID NOT NULL,
    "resolution" INTEGER NOT NULL,
    "person_id" UUID NOT NULL,
    "score" INTEGER NOT NULL,
    "comment" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "satisfaction_rating_pkey" PRIMARY KEY ("ticket_id","resolution")
);

-- CreateTable
CREATE TABLE "reminder" (
    "id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "rung" INTEGER NOT NULL,
    "next_at" TIMESTAMPTZ(3),
    "seen_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" TEXT,

    CONSTRAINT "reminder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reminder_press" (
    "reminder_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "presses" INTEGER NOT NULL DEFAULT 1,
    "pressed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reminder_press_pkey" PRIMARY KEY ("reminder_id","person_id")
);

-- CreateTable
CREATE TABLE "reminder_step" (
    "reminder_id" UUID NOT NULL,
    "rung" INTEGER NOT NULL,
    "person_id" UUID,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reminder_step_pkey" PRIMARY KEY ("reminder_id","rung")
);

-- CreateTable
CREATE TABLE "incident" (
    "id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "status" "incident_status" NOT NULL,
    "reason" "incident_reason" NOT NULL,
    "impact" TEXT NOT NULL,
    "callback_number" TEXT,
    "declared_by_id" UUID,
    "declared_at" TIMESTAMPTZ(3) NOT NULL,
    "acknowledged_by_id" UUID,
    "acknowledged_at" TIMESTAMPTZ(3),
    "lapses_at" TIMESTAMPTZ(3),
    "mitigated_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "chain" JSONB NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "incident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_join" (
    "incident_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "reason" "incident_reason" NOT NULL,
    "impact" TEXT NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "incident_join_pkey" PRIMARY KEY ("incident_id","person_id")
);

-- CreateTable
CREATE TABLE "incident_event" (
    "incident_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "actor_id" UUID,
    "data" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "incident_event_pkey" PRIMARY KEY ("incident_id","version")
);

-- CreateTable
CREATE TABLE "escalation_step" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "outcome" "escalation_outcome",

    CONSTRAINT "escalation_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "page" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "step_id" UUID,
    "event" TEXT NOT NULL,
    "via" "page_via" NOT NULL,
    "person_id" UUID,
    "webhook_id" UUID,
    "status" "page_status" NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "failure" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "page_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "escalation_chain" (
    "account_id" UUID NOT NULL,
    "steps" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "escalation_chain_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "paging_webhook" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "format" "webhook_format" NOT NULL,
    "secret_ciphertext" TEXT NOT NULL,
    "secret_key_id" TEXT NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "paging_webhook_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "attachment_storage_key_key" ON "attachment"("storage_key");

-- CreateIndex
CREATE INDEX "attachment_message_id_idx" ON "attachment"("message_id");

-- CreateIndex
CREATE INDEX "attachment_group_id_idx" ON "attachment"("group_id");

-- CreateIndex
CREATE INDEX "engineer_skill_product_code_idx" ON "engineer_skill"("product_code");

-- CreateIndex
CREATE INDEX "shift_kind_ends_at_idx" ON "shift"("kind", "ends_at");

-- CreateIndex
CREATE UNIQUE INDEX "shift_person_id_kind_starts_at_key" ON "shift"("person_id", "kind", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_number_key" ON "ticket"("number");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_group_id_key" ON "ticket"("group_id");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_internal_group_id_key" ON "ticket"("internal_group_id");

-- CreateIndex
CREATE INDEX "ticket_main_group_id_created_at_id_idx" ON "ticket"("main_group_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "ticket_main_group_id_status_created_at_id_idx" ON "ticket"("main_group_id", "status", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "ticket_main_group_id_severity_created_at_id_idx" ON "ticket"("main_group_id", "severity", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "ticket_main_group_id_product_code_created_at_id_idx" ON "ticket"("main_group_id", "product_code", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "ticket_main_group_id_assignee_id_created_at_id_idx" ON "ticket"("main_group_id", "assignee_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "ticket_main_group_id_updated_at_id_idx" ON "ticket"("main_group_id", "updated_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "ticket_id_account_id_key" ON "ticket"("id", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_group_id_account_id_key" ON "ticket"("group_id", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_internal_group_id_account_id_key" ON "ticket"("internal_group_id", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_requester_id_client_id_key" ON "ticket"("requester_id", "client_id");

-- CreateIndex
CREATE INDEX "reminder_ticket_id_created_at_idx" ON "reminder"("ticket_id", "created_at");

-- CreateIndex
CREATE INDEX "incident_ticket_id_declared_at_idx" ON "incident"("ticket_id", "declared_at");

-- CreateIndex
CREATE UNIQUE INDEX "escalation_step_incident_id_position_key" ON "escalation_step"("incident_id", "position");

-- CreateIndex
CREATE INDEX "page_incident_id_idx" ON "page"("incident_id");

-- CreateIndex
CREATE INDEX "page_person_id_created_at_idx" ON "page"("person_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "paging_webhook_name_key" ON "paging_webhook"("name");

-- CreateIndex
CREATE UNIQUE INDEX "card_delivery_incident_id_incident_state_person_id_key" ON "card_delivery"("incident_id", "incident_state", "person_id");

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_group_id_account_id_fkey" FOREIGN KEY ("group_id", "account_id") REFERENCES "group"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_uploader_id_fkey" FOREIGN KEY ("uploader_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "card_delivery" ADD CONSTRAINT "card_delivery_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_fallback_code_fkey" FOREIGN KEY ("fallback_code") REFERENCES "product"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "engineer_skill" ADD CONSTRAINT "engineer_skill_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "engineer_skill" ADD CONSTRAINT "engineer_skill_product_code_fkey" FOREIGN KEY ("product_code") REFERENCES "product"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_duty" ADD CONSTRAINT "staff_duty_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shift" ADD CONSTRAINT "shift_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sla_policy" ADD CONSTRAINT "sla_policy_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "support_plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_channel_id_account_id_fkey" FOREIGN KEY ("channel_id", "account_id") REFERENCES "channel"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_plan_id_account_id_fkey" FOREIGN KEY ("plan_id", "account_id") REFERENCES "support_plan"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_main_group_id_account_id_fkey" FOREIGN KEY ("main_group_id", "account_id") REFERENCES "group"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_group_id_account_id_fkey" FOREIGN KEY ("group_id", "account_id") REFERENCES "group"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_internal_group_id_account_id_fkey" FOREIGN KEY ("internal_group_id", "account_id") REFERENCES "group"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_requester_id_account_id_fkey" FOREIGN KEY ("requester_id", "account_id") REFERENCES "person"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_product_code_fkey" FOREIGN KEY ("product_code") REFERENCES "product"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_previous_ticket_id_account_id_fkey" FOREIGN KEY ("previous_ticket_id", "account_id") REFERENCES "ticket"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_event" ADD CONSTRAINT "ticket_event_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "satisfaction_rating" ADD CONSTRAINT "satisfaction_rating_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder_press" ADD CONSTRAINT "reminder_press_reminder_id_fkey" FOREIGN KEY ("reminder_id") REFERENCES "reminder"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder_step" ADD CONSTRAINT "reminder_step_reminder_id_fkey" FOREIGN KEY ("reminder_id") REFERENCES "reminder"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_ticket_id_account_id_fkey" FOREIGN KEY ("ticket_id", "account_id") REFERENCES "ticket"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_join" ADD CONSTRAINT "incident_join_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_event" ADD CONSTRAINT "incident_event_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "escalation_step" ADD CONSTRAINT "escalation_step_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "page" ADD CONSTRAINT "page_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "page" ADD CONSTRAINT "page_step_id_fkey" FOREIGN KEY ("step_id") REFERENCES "escalation_step"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "page" ADD CONSTRAINT "page_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "page" ADD CONSTRAINT "page_webhook_id_fkey" FOREIGN KEY ("webhook_id") REFERENCES "paging_webhook"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "escalation_chain" ADD CONSTRAINT "escalation_chain_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- What Prisma's schema cannot say.

-- Five digits from the first on.
ALTER SEQUENCE "ticket_number_seq" RESTART 10001;

ALTER TABLE "message" ADD CONSTRAINT "message_notice" CHECK (("notice" IS NULL AND "sender_id" IS NOT NULL) OR ("notice" IS NOT NULL AND "body" = ''));
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_size" CHECK ("size" > 0);
ALTER TABLE "product" ADD CONSTRAINT "product_fallback" CHECK ("fallback_code" <> "code");
ALTER TABLE "staff_duty" ADD CONSTRAINT "staff_duty_capacity" CHECK ("capacity" >= 0);
ALTER TABLE "shift" ADD CONSTRAINT "shift_ends" CHECK ("starts_at" < "ends_at");
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_assignee" CHECK ("status" NOT IN ('assigned', 'in_progress') OR "assignee_id" IS NOT NULL);
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_resolved" CHECK (("status" IN ('resolved', 'closed')) = ("resolved_at" IS NOT NULL));
ALTER TABLE "satisfaction_rating" ADD CONSTRAINT "satisfaction_score" CHECK ("score" BETWEEN 1 AND 5);
ALTER TABLE "page" ADD CONSTRAINT "page_target" CHECK (CASE "via" WHEN 'webhook' THEN "webhook_id" IS NOT NULL ELSE "person_id" IS NOT NULL END);
ALTER TABLE "page" ADD CONSTRAINT "page_finished" CHECK (("status" = 'pending') = ("finished_at" IS NULL));
ALTER TABLE "escalation_step" ADD CONSTRAINT "escalation_step_decided" CHECK (("decided_at" IS NULL) = ("outcome" IS NULL));
ALTER TABLE "card_delivery" ADD CONSTRAINT "card_delivery_lane" CHECK (("lane" = 'emergency') = ("incident_id" IS NOT NULL AND "incident_state" IS NOT NULL));

-- The fatigue window is claimed by cards of its own lane only.
DROP INDEX "card_delivery_one_sending";
CREATE UNIQUE INDEX "card_delivery_one_sending" ON "card_delivery" ("person_id") WHERE "status" = 'sending' AND "lane" = 'mention';
CREATE UNIQUE INDEX "incident_one_open" ON "incident" ("ticket_id") WHERE "status" NOT IN ('closed', 'cancelled');
CREATE UNIQUE INDEX "reminder_one_open" ON "reminder" ("ticket_id") WHERE "ended_at" IS NULL;

-- What the sweeps look for.
CREATE INDEX "attachment_draft" ON "attachment" ("created_at") WHERE "message_id" IS NULL;
CREATE INDEX "ticket_assignment_due" ON "ticket" ("assignment_due_at") WHERE "assignment_due_at" IS NOT NULL;
CREATE INDEX "ticket_auto_close" ON "ticket" ("auto_close_at") WHERE "auto_close_at" IS NOT NULL;
CREATE INDEX "ticket_open_of_assignee" ON "ticket" ("assignee_id") WHERE "status" NOT IN ('resolved', 'closed');
CREATE INDEX "ticket_live" ON "ticket" ("group_id") WHERE "status" <> 'closed' OR "auto_close_at" IS NOT NULL;
CREATE INDEX "reminder_next" ON "reminder" ("next_at") WHERE "next_at" IS NOT NULL;
CREATE INDEX "incident_lapse" ON "incident" ("lapses_at") WHERE "lapses_at" IS NOT NULL;
CREATE INDEX "escalation_step_due" ON "escalation_step" ("due_at") WHERE "decided_at" IS NULL;
CREATE INDEX "page_due" ON "page" ("next_attempt_at") WHERE "status" = 'pending';

-- Words anywhere in a ticket's title and description, in any language.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "ticket_text" ON "ticket" USING gin (("title" || ' ' || "description") gin_trgm_ops);

-- So that a ticket can be created before anybody has named the vendor's products.
INSERT INTO "product" ("code", "name_en", "name_zh") VALUES ('other', 'Other', '其他');
