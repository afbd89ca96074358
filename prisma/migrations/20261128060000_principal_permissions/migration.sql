-- What RAM users and roles may do besides reading (docs/decisions/0027-console-principals.md).
CREATE TYPE "principal_permission" AS ENUM ('channels', 'data', 'principals');

ALTER TABLE "principal" ADD COLUMN "permissions" "principal_permission"[] DEFAULT ARRAY['channels']::"principal_permission"[];

-- Those who are there keep what they could do until now.
UPDATE "principal" SET "permissions" = ARRAY['channels', 'data']::"principal_permission"[] WHERE "kind" <> 'primary';
