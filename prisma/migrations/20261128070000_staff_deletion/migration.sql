-- AlterTable
ALTER TABLE "data_job" ADD COLUMN     "staff_account_id" UUID,
ALTER COLUMN "account_id" DROP NOT NULL;

-- AddForeignKey
ALTER TABLE "data_job" ADD CONSTRAINT "data_job_staff_account_id_fkey" FOREIGN KEY ("staff_account_id") REFERENCES "staff_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say.
-- A deletion is of one person: of an employee, who is of an account, or of one of the service team, who is of none.
ALTER TABLE data_job DROP CONSTRAINT data_job_person;
ALTER TABLE data_job ADD CONSTRAINT data_job_person
  CHECK ((kind = 'person_deletion') = (num_nonnulls(person_id, staff_account_id) = 1) AND num_nonnulls(person_id, staff_account_id) < 2);
ALTER TABLE data_job ADD CONSTRAINT data_job_account CHECK ((account_id IS NULL) = (staff_account_id IS NOT NULL));
DROP INDEX data_job_open;
CREATE UNIQUE INDEX data_job_open ON data_job (account_id, kind, person_id, staff_account_id) NULLS NOT DISTINCT
  WHERE status IN ('waiting', 'running');
