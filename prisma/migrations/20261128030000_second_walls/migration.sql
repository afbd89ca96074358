-- DropForeignKey
ALTER TABLE "card_delivery" DROP CONSTRAINT "card_delivery_channel_id_fkey";

-- DropForeignKey
ALTER TABLE "card_delivery" DROP CONSTRAINT "card_delivery_incident_id_fkey";

-- DropForeignKey
ALTER TABLE "card_delivery" DROP CONSTRAINT "card_delivery_person_id_fkey";

-- DropForeignKey
ALTER TABLE "incident_join" DROP CONSTRAINT "incident_join_incident_id_fkey";

-- DropForeignKey
ALTER TABLE "invitation_use" DROP CONSTRAINT "invitation_use_invitation_id_fkey";

-- DropForeignKey
ALTER TABLE "join_request" DROP CONSTRAINT "join_request_invitation_id_fkey";

-- DropForeignKey
ALTER TABLE "mention" DROP CONSTRAINT "mention_card_delivery_id_fkey";

-- DropForeignKey
ALTER TABLE "page" DROP CONSTRAINT "page_step_id_fkey";

-- DropForeignKey
ALTER TABLE "reminder" DROP CONSTRAINT "reminder_ticket_id_fkey";

-- DropForeignKey
ALTER TABLE "reminder_press" DROP CONSTRAINT "reminder_press_reminder_id_fkey";

-- DropForeignKey
ALTER TABLE "satisfaction_rating" DROP CONSTRAINT "satisfaction_rating_ticket_id_fkey";

-- DropForeignKey
ALTER TABLE "session" DROP CONSTRAINT "session_assumed_role_id_fkey";

-- DropForeignKey
ALTER TABLE "session" DROP CONSTRAINT "session_channel_id_fkey";

-- DropForeignKey
ALTER TABLE "session" DROP CONSTRAINT "session_principal_id_fkey";

-- A row that points to two things of a customer carries the customer, or the group, that both belong to; filled from the rows that are there.
-- AlterTable
ALTER TABLE "card_delivery" ADD COLUMN     "account_id" UUID;
UPDATE card_delivery AS own SET account_id = channel.account_id FROM channel WHERE channel.id = own.channel_id;
ALTER TABLE "card_delivery" ALTER COLUMN "account_id" SET NOT NULL;

-- AlterTable
ALTER TABLE "incident_join" ADD COLUMN     "account_id" UUID;
UPDATE incident_join AS own SET account_id = incident.account_id FROM incident WHERE incident.id = own.incident_id;
ALTER TABLE "incident_join" ALTER COLUMN "account_id" SET NOT NULL;

-- AlterTable
ALTER TABLE "invitation_use" ADD COLUMN     "group_id" UUID;
UPDATE invitation_use AS own SET group_id = invitation.group_id FROM invitation WHERE invitation.id = own.invitation_id;
ALTER TABLE "invitation_use" ALTER COLUMN "group_id" SET NOT NULL;

-- AlterTable
ALTER TABLE "reminder" ADD COLUMN     "account_id" UUID;
UPDATE reminder AS own SET account_id = ticket.account_id FROM ticket WHERE ticket.id = own.ticket_id;
ALTER TABLE "reminder" ALTER COLUMN "account_id" SET NOT NULL;

-- AlterTable
ALTER TABLE "reminder_press" ADD COLUMN     "account_id" UUID;
UPDATE reminder_press AS own SET account_id = reminder.account_id FROM reminder WHERE reminder.id = own.reminder_id;
ALTER TABLE "reminder_press" ALTER COLUMN "account_id" SET NOT NULL;

-- AlterTable
ALTER TABLE "satisfaction_rating" ADD COLUMN     "account_id" UUID;
UPDATE satisfaction_rating AS own SET account_id = ticket.account_id FROM ticket WHERE ticket.id = own.ticket_id;
ALTER TABLE "satisfaction_rating" ALTER COLUMN "account_id" SET NOT NULL;

-- AlterTable
ALTER TABLE "session" ADD COLUMN     "account_id" UUID;
UPDATE session AS own SET account_id = channel.account_id FROM channel WHERE channel.id = own.channel_id;
UPDATE session AS own SET account_id = principal.account_id FROM principal WHERE principal.id = own.principal_id;

-- CreateIndex
CREATE UNIQUE INDEX "card_delivery_id_person_id_key" ON "card_delivery"("id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "escalation_step_id_incident_id_key" ON "escalation_step"("id", "incident_id");

-- CreateIndex
CREATE UNIQUE INDEX "incident_id_account_id_key" ON "incident"("id", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_id_group_id_key" ON "invitation"("id", "group_id");

-- CreateIndex
CREATE UNIQUE INDEX "reminder_id_account_id_key" ON "reminder"("id", "account_id");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_account_id_fkey" FOREIGN KEY ("person_id", "account_id") REFERENCES "person"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_channel_id_account_id_fkey" FOREIGN KEY ("channel_id", "account_id") REFERENCES "channel"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_principal_id_account_id_fkey" FOREIGN KEY ("principal_id", "account_id") REFERENCES "principal"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_assumed_role_id_account_id_fkey" FOREIGN KEY ("assumed_role_id", "account_id") REFERENCES "principal"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation_use" ADD CONSTRAINT "invitation_use_invitation_id_group_id_fkey" FOREIGN KEY ("invitation_id", "group_id") REFERENCES "invitation"("id", "group_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation_use" ADD CONSTRAINT "invitation_use_group_id_person_id_fkey" FOREIGN KEY ("group_id", "person_id") REFERENCES "group_member"("group_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "join_request" ADD CONSTRAINT "join_request_invitation_id_group_id_fkey" FOREIGN KEY ("invitation_id", "group_id") REFERENCES "invitation"("id", "group_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_group_id_uploader_id_fkey" FOREIGN KEY ("group_id", "uploader_id") REFERENCES "group_member"("group_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mention" ADD CONSTRAINT "mention_card_delivery_id_person_id_fkey" FOREIGN KEY ("card_delivery_id", "person_id") REFERENCES "card_delivery"("id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "card_delivery" ADD CONSTRAINT "card_delivery_channel_id_account_id_fkey" FOREIGN KEY ("channel_id", "account_id") REFERENCES "channel"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "card_delivery" ADD CONSTRAINT "card_delivery_person_id_account_id_fkey" FOREIGN KEY ("person_id", "account_id") REFERENCES "person"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "card_delivery" ADD CONSTRAINT "card_delivery_incident_id_account_id_fkey" FOREIGN KEY ("incident_id", "account_id") REFERENCES "incident"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "satisfaction_rating" ADD CONSTRAINT "satisfaction_rating_ticket_id_account_id_fkey" FOREIGN KEY ("ticket_id", "account_id") REFERENCES "ticket"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "satisfaction_rating" ADD CONSTRAINT "satisfaction_rating_person_id_account_id_fkey" FOREIGN KEY ("person_id", "account_id") REFERENCES "person"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_ticket_id_account_id_fkey" FOREIGN KEY ("ticket_id", "account_id") REFERENCES "ticket"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder_press" ADD CONSTRAINT "reminder_press_reminder_id_account_id_fkey" FOREIGN KEY ("reminder_id", "account_id") REFERENCES "reminder"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder_press" ADD CONSTRAINT "reminder_press_person_id_account_id_fkey" FOREIGN KEY ("person_id", "account_id") REFERENCES "person"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_declared_by_id_account_id_fkey" FOREIGN KEY ("declared_by_id", "account_id") REFERENCES "person"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_join" ADD CONSTRAINT "incident_join_incident_id_account_id_fkey" FOREIGN KEY ("incident_id", "account_id") REFERENCES "incident"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_join" ADD CONSTRAINT "incident_join_person_id_account_id_fkey" FOREIGN KEY ("person_id", "account_id") REFERENCES "person"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "page" ADD CONSTRAINT "page_step_id_incident_id_fkey" FOREIGN KEY ("step_id", "incident_id") REFERENCES "escalation_step"("id", "incident_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say.
ALTER TABLE session ADD CONSTRAINT session_account CHECK ((door = 'staff') = (account_id IS NULL));

-- The service team belongs to no account, so no composite key can hold its columns: they name no customer's person.
CREATE FUNCTION require_service_person() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  named uuid := to_jsonb(NEW) ->> TG_ARGV[0];
BEGIN
  IF named IS NOT NULL AND NOT EXISTS (SELECT FROM person WHERE id = named AND side = 'service') THEN
    RAISE EXCEPTION '%.% names nobody of the service side', TG_TABLE_NAME, TG_ARGV[0] USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER support_plan_tam_serves BEFORE INSERT OR UPDATE OF tam_id ON support_plan
  FOR EACH ROW EXECUTE FUNCTION require_service_person('tam_id');
CREATE TRIGGER support_plan_deputy_serves BEFORE INSERT OR UPDATE OF deputy_id ON support_plan
  FOR EACH ROW EXECUTE FUNCTION require_service_person('deputy_id');
CREATE TRIGGER ticket_assignee_serves BEFORE INSERT OR UPDATE OF assignee_id ON ticket
  FOR EACH ROW EXECUTE FUNCTION require_service_person('assignee_id');
CREATE TRIGGER page_person_serves BEFORE INSERT OR UPDATE OF person_id ON page
  FOR EACH ROW EXECUTE FUNCTION require_service_person('person_id');
CREATE TRIGGER break_glass_person_serves BEFORE INSERT OR UPDATE OF person_id ON break_glass
  FOR EACH ROW EXECUTE FUNCTION require_service_person('person_id');
CREATE TRIGGER incident_acknowledger_serves BEFORE INSERT OR UPDATE OF acknowledged_by_id ON incident
  FOR EACH ROW EXECUTE FUNCTION require_service_person('acknowledged_by_id');
CREATE TRIGGER reminder_step_person_serves BEFORE INSERT OR UPDATE OF person_id ON reminder_step
  FOR EACH ROW EXECUTE FUNCTION require_service_person('person_id');
CREATE TRIGGER session_staff_serves BEFORE INSERT OR UPDATE OF person_id, door ON session
  FOR EACH ROW WHEN (NEW.door = 'staff') EXECUTE FUNCTION require_service_person('person_id');

-- A message has no second key to point to: one more index would cost every message (docs/decisions/0006-plans-of-post-messages.md).
CREATE FUNCTION require_message_of_group() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM message WHERE id = NEW.message_id AND group_id = NEW.group_id) THEN
    RAISE EXCEPTION 'a file is of no message of another group' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER attachment_of_its_group BEFORE INSERT OR UPDATE OF message_id, group_id ON attachment
  FOR EACH ROW WHEN (NEW.message_id IS NOT NULL) EXECUTE FUNCTION require_message_of_group();

CREATE FUNCTION require_member_of_message() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM message JOIN group_member USING (group_id)
                 WHERE message.id = NEW.message_id AND group_member.person_id = NEW.person_id) THEN
    RAISE EXCEPTION 'only who is or was a member reacts to a message' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER reaction_of_a_member BEFORE INSERT OR UPDATE OF message_id, person_id ON reaction
  FOR EACH ROW EXECUTE FUNCTION require_member_of_message();
