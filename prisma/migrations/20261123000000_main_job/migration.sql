-- CreateEnum
CREATE TYPE "plan_tier" AS ENUM ('enterprise', 'enterprise_plus');

-- CreateEnum
CREATE TYPE "principal_kind" AS ENUM ('primary', 'ram_user', 'ram_role');

-- CreateEnum
CREATE TYPE "channel_status" AS ENUM ('active', 'disabled');

-- CreateEnum
CREATE TYPE "main_group_entry" AS ENUM ('everyone', 'link');

-- CreateEnum
CREATE TYPE "feishu_edition" AS ENUM ('unknown', 'basic', 'paid');

-- CreateEnum
CREATE TYPE "side" AS ENUM ('customer', 'service');

-- CreateEnum
CREATE TYPE "staff_role" AS ENUM ('engineer', 'tam', 'duty_lead', 'manager', 'operator', 'auditor');

-- CreateEnum
CREATE TYPE "door" AS ENUM ('employee', 'staff', 'console');

-- CreateEnum
CREATE TYPE "group_kind" AS ENUM ('main', 'ticket', 'internal');

-- CreateEnum
CREATE TYPE "member_role" AS ENUM ('owner', 'member');

-- CreateEnum
CREATE TYPE "joined_via" AS ENUM ('plan', 'sign_in', 'invitation', 'ticket', 'added');

-- CreateEnum
CREATE TYPE "mention_outcome" AS ENUM ('sent', 'folded', 'read_first', 'cancelled', 'unreachable', 'no_quota', 'seen_in_desk', 'mailed');

-- CreateEnum
CREATE TYPE "card_delivery_status" AS ENUM ('sending', 'sent', 'failed');

-- CreateEnum
CREATE TYPE "card_form" AS ENUM ('raw', 'entity');

-- CreateTable
CREATE TABLE "installation" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "alias" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "support_plan" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "tier" "plan_tier" NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_to" TIMESTAMPTZ(3) NOT NULL,
    "tam_id" UUID,
    "deputy_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "support_plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "principal" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "kind" "principal_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "principal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_grant" (
    "account_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role_id" UUID NOT NULL,

    CONSTRAINT "role_grant_pkey" PRIMARY KEY ("user_id","role_id")
);

-- CreateTable
CREATE TABLE "channel" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "app_id" TEXT NOT NULL,
    "secret_ciphertext" TEXT NOT NULL,
    "secret_key_id" TEXT NOT NULL,
    "organization_name_typed" TEXT NOT NULL,
    "organization_name" TEXT NOT NULL,
    "tenant_key" TEXT NOT NULL,
    "display_id" TEXT NOT NULL,
    "tenant_tag" INTEGER NOT NULL,
    "avatar_url" TEXT,
    "edition" "feishu_edition" NOT NULL DEFAULT 'unknown',
    "status" "channel_status" NOT NULL DEFAULT 'active',
    "main_group_entry" "main_group_entry" NOT NULL DEFAULT 'everyone',
    "checks" JSONB NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "broken_reason" TEXT,
    "broken_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "side" "side" NOT NULL,
    "account_id" UUID,
    "name" TEXT NOT NULL,
    "avatar_url" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'zh-CN',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feishu_identity" (
    "id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "open_id" TEXT NOT NULL,
    "union_id" TEXT,
    "tenant_key" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "unreachable_reason" TEXT,
    "unreachable_at" TIMESTAMPTZ(3),
    "signed_in_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "feishu_identity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_account" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "roles" "staff_role"[],
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "door" "door" NOT NULL,
    "person_id" UUID,
    "channel_id" UUID,
    "principal_id" UUID,
    "assumed_role_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_reason" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_throttle" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_throttle_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "group" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "kind" "group_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "sequence" BIGINT NOT NULL DEFAULT 0,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "group_member" (
    "group_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "side" "side" NOT NULL,
    "customer_account_id" UUID,
    "role" "member_role" NOT NULL DEFAULT 'member',
    "joined_via" "joined_via" NOT NULL,
    "read_sequence" BIGINT NOT NULL DEFAULT 0,
    "joined_at" TIMESTAMPTZ(3) NOT NULL,
    "left_at" TIMESTAMPTZ(3),

    CONSTRAINT "group_member_pkey" PRIMARY KEY ("group_id","person_id")
);

-- CreateTable
CREATE TABLE "group_event" (
    "group_id" UUID NOT NULL,
    "sequence" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "actor_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "group_event_pkey" PRIMARY KEY ("group_id","sequence")
);

-- CreateTable
CREATE TABLE "message" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "sequence" BIGINT NOT NULL,
    "sender_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mention" (
    "message_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "sequence" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" "mention_outcome",
    "outcome_reason" TEXT,
    "outcome_at" TIMESTAMPTZ(3),
    "card_delivery_id" UUID,

    CONSTRAINT "mention_pkey" PRIMARY KEY ("message_id","person_id")
);

-- CreateTable
CREATE TABLE "notification_window" (
    "person_id" UUID NOT NULL,
    "last_card_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),

    CONSTRAINT "notification_window_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "card_delivery" (
    "id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "form" "card_form" NOT NULL,
    "status" "card_delivery_status" NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "previous_card_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "next_attempt_at" TIMESTAMPTZ(3),
    "card_id" TEXT,
    "feishu_message_id" TEXT,
    "feishu_chat_id" TEXT,
    "log_id" TEXT,
    "failure_class" TEXT,
    "failure_code" INTEGER,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "card_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_usage" (
    "tenant_key" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "counted" INTEGER NOT NULL DEFAULT 0,
    "exhausted_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_usage_pkey" PRIMARY KEY ("tenant_key","month")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" UUID NOT NULL,
    "account_id" UUID,
    "actor_kind" TEXT NOT NULL,
    "actor_id" UUID,
    "assumed_role_id" UUID,
    "action" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID,
    "details" JSONB NOT NULL,
    "request_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker_heartbeat" (
    "worker_id" TEXT NOT NULL,
    "beat_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_heartbeat_pkey" PRIMARY KEY ("worker_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "account_alias_key" ON "account"("alias");

-- CreateIndex
CREATE INDEX "support_plan_account_id_valid_to_idx" ON "support_plan"("account_id", "valid_to");

-- CreateIndex
CREATE UNIQUE INDEX "support_plan_id_account_id_key" ON "support_plan"("id", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "principal_account_id_name_key" ON "principal"("account_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "principal_id_account_id_key" ON "principal"("id", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "channel_app_id_key" ON "channel"("app_id");

-- CreateIndex
CREATE INDEX "channel_account_id_idx" ON "channel"("account_id");

-- CreateIndex
CREATE INDEX "channel_tenant_key_idx" ON "channel"("tenant_key");

-- CreateIndex
CREATE UNIQUE INDEX "channel_id_account_id_key" ON "channel"("id", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "person_id_account_id_key" ON "person"("id", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "person_id_side_key" ON "person"("id", "side");

-- CreateIndex
CREATE UNIQUE INDEX "feishu_identity_person_id_key" ON "feishu_identity"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "feishu_identity_channel_id_open_id_key" ON "feishu_identity"("channel_id", "open_id");

-- CreateIndex
CREATE UNIQUE INDEX "feishu_identity_person_id_account_id_key" ON "feishu_identity"("person_id", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "staff_account_person_id_key" ON "staff_account"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "staff_account_email_key" ON "staff_account"("email");

-- CreateIndex
CREATE INDEX "session_person_id_idx" ON "session"("person_id");

-- CreateIndex
CREATE INDEX "session_channel_id_idx" ON "session"("channel_id");

-- CreateIndex
CREATE INDEX "session_principal_id_idx" ON "session"("principal_id");

-- CreateIndex
CREATE INDEX "group_channel_id_idx" ON "group"("channel_id");

-- CreateIndex
CREATE UNIQUE INDEX "group_id_account_id_key" ON "group"("id", "account_id");

-- CreateIndex
CREATE INDEX "group_member_person_id_idx" ON "group_member"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "message_group_id_sequence_key" ON "message"("group_id", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "message_group_id_sender_id_client_id_key" ON "message"("group_id", "sender_id", "client_id");

-- CreateIndex
CREATE INDEX "mention_card_delivery_id_idx" ON "mention"("card_delivery_id");

-- CreateIndex
CREATE INDEX "card_delivery_channel_id_created_at_idx" ON "card_delivery"("channel_id", "created_at");

-- CreateIndex
CREATE INDEX "card_delivery_person_id_idx" ON "card_delivery"("person_id");

-- CreateIndex
CREATE INDEX "audit_event_account_id_created_at_idx" ON "audit_event"("account_id", "created_at");

-- AddForeignKey
ALTER TABLE "support_plan" ADD CONSTRAINT "support_plan_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_plan" ADD CONSTRAINT "support_plan_tam_id_fkey" FOREIGN KEY ("tam_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_plan" ADD CONSTRAINT "support_plan_deputy_id_fkey" FOREIGN KEY ("deputy_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "principal" ADD CONSTRAINT "principal_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_user_id_account_id_fkey" FOREIGN KEY ("user_id", "account_id") REFERENCES "principal"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_role_id_account_id_fkey" FOREIGN KEY ("role_id", "account_id") REFERENCES "principal"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel" ADD CONSTRAINT "channel_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel" ADD CONSTRAINT "channel_plan_id_account_id_fkey" FOREIGN KEY ("plan_id", "account_id") REFERENCES "support_plan"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feishu_identity" ADD CONSTRAINT "feishu_identity_channel_id_account_id_fkey" FOREIGN KEY ("channel_id", "account_id") REFERENCES "channel"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feishu_identity" ADD CONSTRAINT "feishu_identity_person_id_account_id_fkey" FOREIGN KEY ("person_id", "account_id") REFERENCES "person"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_account" ADD CONSTRAINT "staff_account_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channel"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_principal_id_fkey" FOREIGN KEY ("principal_id") REFERENCES "principal"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_assumed_role_id_fkey" FOREIGN KEY ("assumed_role_id") REFERENCES "principal"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group" ADD CONSTRAINT "group_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group" ADD CONSTRAINT "group_channel_id_account_id_fkey" FOREIGN KEY ("channel_id", "account_id") REFERENCES "channel"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group" ADD CONSTRAINT "group_plan_id_account_id_fkey" FOREIGN KEY ("plan_id", "account_id") REFERENCES "support_plan"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_member" ADD CONSTRAINT "group_member_group_id_account_id_fkey" FOREIGN KEY ("group_id", "account_id") REFERENCES "group"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_member" ADD CONSTRAINT "group_member_person_id_side_fkey" FOREIGN KEY ("person_id", "side") REFERENCES "person"("id", "side") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_member" ADD CONSTRAINT "group_member_person_id_customer_account_id_fkey" FOREIGN KEY ("person_id", "customer_account_id") REFERENCES "person"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_event" ADD CONSTRAINT "group_event_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_group_id_sender_id_fkey" FOREIGN KEY ("group_id", "sender_id") REFERENCES "group_member"("group_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mention" ADD CONSTRAINT "mention_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mention" ADD CONSTRAINT "mention_group_id_person_id_fkey" FOREIGN KEY ("group_id", "person_id") REFERENCES "group_member"("group_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mention" ADD CONSTRAINT "mention_card_delivery_id_fkey" FOREIGN KEY ("card_delivery_id") REFERENCES "card_delivery"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_window" ADD CONSTRAINT "notification_window_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "card_delivery" ADD CONSTRAINT "card_delivery_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "card_delivery" ADD CONSTRAINT "card_delivery_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


