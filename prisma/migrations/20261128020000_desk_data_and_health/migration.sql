-- CreateEnum
CREATE TYPE "channel_health" AS ENUM ('healthy', 'degraded', 'broken');

-- CreateEnum
CREATE TYPE "check_trigger" AS ENUM ('added', 'asked', 'scheduled', 'failure', 'secret_changed');

-- CreateEnum
CREATE TYPE "data_job_kind" AS ENUM ('account_export', 'person_deletion', 'retention');

-- CreateEnum
CREATE TYPE "data_job_status" AS ENUM ('waiting', 'running', 'done', 'failed', 'cancelled');

-- AlterEnum

ALTER TYPE "channel_status" ADD VALUE 'saved';
ALTER TYPE "channel_status" ADD VALUE 'deleted';

-- AlterEnum
ALTER TYPE "mention_outcome" ADD VALUE 'muted';

-- AlterTable
ALTER TABLE "account" ADD COLUMN     "retention_months" INTEGER;

-- AlterTable
ALTER TABLE "api_usage" ADD COLUMN     "warned_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "channel" ADD COLUMN     "hide_card_content" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "next_check_at" TIMESTAMPTZ(3),
ADD COLUMN     "previous_app_ids" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "secret_changed_at" TIMESTAMPTZ(3),
ADD COLUMN     "secret_ending" TEXT,
ADD COLUMN     "told_health" "channel_health",
ALTER COLUMN "secret_ciphertext" DROP NOT NULL,
ALTER COLUMN "secret_key_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "message" ADD COLUMN     "edited_at" TIMESTAMPTZ(3),
ADD COLUMN     "recalled_at" TIMESTAMPTZ(3),
ADD COLUMN     "recalled_by_id" UUID,
ADD COLUMN     "reply_to_id" UUID,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "person" ADD COLUMN     "erased_at" TIMESTAMPTZ(3),
ADD COLUMN     "time_zone" TEXT;

-- AlterTable
ALTER TABLE "staff_account" ALTER COLUMN "password_hash" DROP NOT NULL;

-- AlterTable
ALTER TABLE "ticket" ADD COLUMN     "legal_hold_since" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "channel_check_run" (
    "id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "trigger" "check_trigger" NOT NULL,
    "health" "channel_health" NOT NULL,
    "rows" JSONB NOT NULL,
    "calls" INTEGER NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "channel_check_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "oidc_identity" (
    "id" UUID NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "staff_account_id" UUID,
    "principal_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "signed_in_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "oidc_identity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message_revision" (
    "message_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_revision_pkey" PRIMARY KEY ("message_id","version")
);

-- CreateTable
CREATE TABLE "reaction" (
    "message_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "emoji" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reaction_pkey" PRIMARY KEY ("message_id","person_id","emoji")
);

-- CreateTable
CREATE TABLE "notification_settings" (
    "person_id" UUID NOT NULL,
    "cards" BOOLEAN NOT NULL DEFAULT true,
    "quiet_from" TEXT,
    "quiet_to" TEXT,
    "zone" TEXT,
    "hide_content" BOOLEAN NOT NULL DEFAULT false,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notification_settings_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "position" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "macro" (
    "id" UUID NOT NULL,
    "owner_id" UUID,
    "name" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by_id" UUID NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "macro_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "break_glass" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "break_glass_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "data_job" (
    "id" UUID NOT NULL,
    "kind" "data_job_kind" NOT NULL,
    "account_id" UUID NOT NULL,
    "person_id" UUID,
    "status" "data_job_status" NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER,
    "requested_by_kind" TEXT NOT NULL,
    "requested_by_id" UUID,
    "storage_key" TEXT,
    "size" BIGINT,
    "expires_at" TIMESTAMPTZ(3),
    "failure" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leased_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "data_job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "data_finding" (
    "job_id" UUID NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "group_id" UUID,
    "reviewed_at" TIMESTAMPTZ(3),
    "reviewed_by_id" UUID,

    CONSTRAINT "data_finding_pkey" PRIMARY KEY ("job_id","subject_type","subject_id")
);

-- CreateIndex
CREATE INDEX "channel_check_run_channel_id_checked_at_idx" ON "channel_check_run"("channel_id", "checked_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "oidc_identity_issuer_subject_key" ON "oidc_identity"("issuer", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "oidc_identity_issuer_staff_account_id_key" ON "oidc_identity"("issuer", "staff_account_id");

-- CreateIndex
CREATE UNIQUE INDEX "oidc_identity_issuer_principal_id_key" ON "oidc_identity"("issuer", "principal_id");

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_person_id_name_key" ON "saved_view"("person_id", "name");

-- CreateIndex
CREATE INDEX "macro_owner_id_idx" ON "macro"("owner_id");

-- CreateIndex
CREATE INDEX "break_glass_group_id_started_at_idx" ON "break_glass"("group_id", "started_at");

-- CreateIndex
CREATE INDEX "break_glass_person_id_ends_at_idx" ON "break_glass"("person_id", "ends_at");

-- CreateIndex
CREATE INDEX "data_job_account_id_created_at_idx" ON "data_job"("account_id", "created_at" DESC);

-- AddForeignKey
ALTER TABLE "channel_check_run" ADD CONSTRAINT "channel_check_run_channel_id_account_id_fkey" FOREIGN KEY ("channel_id", "account_id") REFERENCES "channel"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oidc_identity" ADD CONSTRAINT "oidc_identity_staff_account_id_fkey" FOREIGN KEY ("staff_account_id") REFERENCES "staff_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oidc_identity" ADD CONSTRAINT "oidc_identity_principal_id_fkey" FOREIGN KEY ("principal_id") REFERENCES "principal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_reply_to_id_fkey" FOREIGN KEY ("reply_to_id") REFERENCES "message"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_revision" ADD CONSTRAINT "message_revision_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reaction" ADD CONSTRAINT "reaction_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reaction" ADD CONSTRAINT "reaction_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_settings" ADD CONSTRAINT "notification_settings_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "macro" ADD CONSTRAINT "macro_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "break_glass" ADD CONSTRAINT "break_glass_group_id_account_id_fkey" FOREIGN KEY ("group_id", "account_id") REFERENCES "group"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "break_glass" ADD CONSTRAINT "break_glass_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_job" ADD CONSTRAINT "data_job_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_job" ADD CONSTRAINT "data_job_person_id_account_id_fkey" FOREIGN KEY ("person_id", "account_id") REFERENCES "person"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_finding" ADD CONSTRAINT "data_finding_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "data_job"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What the schema language cannot say.
ALTER TABLE oidc_identity ADD CONSTRAINT oidc_identity_of_one CHECK ((staff_account_id IS NULL) <> (principal_id IS NULL));
ALTER TABLE notification_settings ADD CONSTRAINT notification_settings_quiet
  CHECK ((quiet_from IS NULL) = (quiet_to IS NULL) AND (quiet_from IS NULL OR zone IS NOT NULL));
ALTER TABLE account ADD CONSTRAINT account_retention_months CHECK (retention_months > 0);
ALTER TABLE break_glass ADD CONSTRAINT break_glass_ends CHECK (ends_at > started_at);
ALTER TABLE data_job ADD CONSTRAINT data_job_person CHECK ((kind = 'person_deletion') = (person_id IS NOT NULL));
-- One job of a kind at a time; of deletions, one per person.
CREATE UNIQUE INDEX data_job_open ON data_job (account_id, kind, person_id) NULLS NOT DISTINCT
  WHERE status IN ('waiting', 'running');
CREATE UNIQUE INDEX macro_name ON macro (owner_id, name) NULLS NOT DISTINCT WHERE retired_at IS NULL;
CREATE INDEX message_replies ON message (reply_to_id) WHERE reply_to_id IS NOT NULL;
CREATE INDEX data_job_unfinished ON data_job (created_at) WHERE status IN ('waiting', 'running');
CREATE INDEX channel_next_check ON channel (next_check_at) WHERE next_check_at IS NOT NULL;
