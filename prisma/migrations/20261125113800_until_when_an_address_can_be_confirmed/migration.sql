-- AlterTable
ALTER TABLE "sends" ADD COLUMN     "confirm_by" TIMESTAMPTZ(3);

-- Only where somebody says so: lists of what ends soon, and the look for what has no alert yet.
CREATE INDEX "sends_confirm_by_idx" ON "sends" ("workspace_id", "confirm_by", "id") WHERE "status" = 'CONFIRMING_ADDRESS' AND "confirm_by" IS NOT NULL;
CREATE INDEX "sends_confirm_by_unalerted_idx" ON "sends" ("workspace_id", "confirm_by", "id")
  WHERE "status" = 'CONFIRMING_ADDRESS' AND "confirm_by" IS NOT NULL AND "alerted_run" <> "status_run";
