-- CreateEnum
CREATE TYPE "left_via" AS ENUM ('left', 'removed');

-- DropIndex
DROP INDEX "audit_event_account_id_created_at_idx";

-- AlterTable
ALTER TABLE "group_member" ADD COLUMN     "left_via" "left_via";

-- AlterTable
ALTER TABLE "incident" ADD COLUMN     "major_incident_id" UUID;

-- AlterTable
ALTER TABLE "session" ADD COLUMN     "second_factor_at" TIMESTAMPTZ(3),
ADD COLUMN     "user_agent" TEXT;

-- CreateTable
CREATE TABLE "second_factor" (
    "id" UUID NOT NULL,
    "staff_account_id" UUID,
    "principal_id" UUID,
    "secret_ciphertext" TEXT NOT NULL,
    "secret_key_id" TEXT NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_step" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "second_factor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "id" UUID NOT NULL,
    "second_factor_id" UUID NOT NULL,
    "code_hash" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "inviter_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "max_uses" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by_id" UUID,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation_use" (
    "invitation_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "used_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invitation_use_pkey" PRIMARY KEY ("invitation_id","person_id")
);

-- CreateTable
CREATE TABLE "join_request" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "invitation_id" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_id" UUID,
    "approved" BOOLEAN,

    CONSTRAINT "join_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "main_group_request" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "answered_by_id" UUID,

    CONSTRAINT "main_group_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "major_incident" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "opened_by_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_by_id" UUID,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "major_incident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "major_incident_update" (
    "id" UUID NOT NULL,
    "major_incident_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "major_incident_update_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "second_factor_staff_account_id_key" ON "second_factor"("staff_account_id");

-- CreateIndex
CREATE UNIQUE INDEX "second_factor_principal_id_key" ON "second_factor"("principal_id");

-- CreateIndex
CREATE UNIQUE INDEX "recovery_code_second_factor_id_code_hash_key" ON "recovery_code"("second_factor_id", "code_hash");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE INDEX "invitation_group_id_created_at_idx" ON "invitation"("group_id", "created_at");

-- CreateIndex
CREATE INDEX "join_request_group_id_requested_at_idx" ON "join_request"("group_id", "requested_at");

-- CreateIndex
CREATE INDEX "main_group_request_channel_id_requested_at_idx" ON "main_group_request"("channel_id", "requested_at");

-- CreateIndex
CREATE INDEX "major_incident_update_major_incident_id_created_at_idx" ON "major_incident_update"("major_incident_id", "created_at");

-- CreateIndex
CREATE INDEX "audit_event_account_id_created_at_id_idx" ON "audit_event"("account_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_event_created_at_id_idx" ON "audit_event"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "incident_major_incident_id_idx" ON "incident"("major_incident_id");

-- AddForeignKey
ALTER TABLE "second_factor" ADD CONSTRAINT "second_factor_staff_account_id_fkey" FOREIGN KEY ("staff_account_id") REFERENCES "staff_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_factor" ADD CONSTRAINT "second_factor_principal_id_fkey" FOREIGN KEY ("principal_id") REFERENCES "principal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_second_factor_id_fkey" FOREIGN KEY ("second_factor_id") REFERENCES "second_factor"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_group_id_account_id_fkey" FOREIGN KEY ("group_id", "account_id") REFERENCES "group"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_group_id_inviter_id_fkey" FOREIGN KEY ("group_id", "inviter_id") REFERENCES "group_member"("group_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation_use" ADD CONSTRAINT "invitation_use_invitation_id_fkey" FOREIGN KEY ("invitation_id") REFERENCES "invitation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation_use" ADD CONSTRAINT "invitation_use_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "join_request" ADD CONSTRAINT "join_request_group_id_person_id_fkey" FOREIGN KEY ("group_id", "person_id") REFERENCES "group_member"("group_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "join_request" ADD CONSTRAINT "join_request_invitation_id_fkey" FOREIGN KEY ("invitation_id") REFERENCES "invitation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "main_group_request" ADD CONSTRAINT "main_group_request_channel_id_account_id_fkey" FOREIGN KEY ("channel_id", "account_id") REFERENCES "channel"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "main_group_request" ADD CONSTRAINT "main_group_request_person_id_account_id_fkey" FOREIGN KEY ("person_id", "account_id") REFERENCES "person"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_major_incident_id_fkey" FOREIGN KEY ("major_incident_id") REFERENCES "major_incident"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "major_incident_update" ADD CONSTRAINT "major_incident_update_major_incident_id_fkey" FOREIGN KEY ("major_incident_id") REFERENCES "major_incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- What the schema language cannot say.
UPDATE group_member SET left_via = 'removed' WHERE left_at IS NOT NULL;

CREATE UNIQUE INDEX join_request_open ON join_request (group_id, person_id) WHERE decided_at IS NULL;
CREATE UNIQUE INDEX main_group_request_open ON main_group_request (channel_id) WHERE answered_at IS NULL;
ALTER TABLE join_request ADD CONSTRAINT join_request_decided CHECK ((decided_at IS NULL) = (approved IS NULL));
ALTER TABLE invitation ADD CONSTRAINT invitation_max_uses CHECK (max_uses > 0);
ALTER TABLE second_factor ADD CONSTRAINT second_factor_of_one CHECK ((staff_account_id IS NULL) <> (principal_id IS NULL));

-- What was done stays on record: no statement of the application changes or removes an audit row.
CREATE FUNCTION refuse_audit_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_event can only be added to' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER audit_event_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
