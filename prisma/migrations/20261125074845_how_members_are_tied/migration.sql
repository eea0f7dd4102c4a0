-- AlterTable
ALTER TABLE "members" ADD COLUMN     "tie_suspended_why" TEXT,
ADD COLUMN     "tied_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "members_workspace_id_name_id_idx" ON "members"("workspace_id", "name", "id");

-- From here on: what schema.prisma cannot say.

CREATE INDEX "members_on_hold_idx" ON "members"("workspace_id", "name", "id") WHERE "tie_suspended_at" IS NOT NULL;
ALTER TABLE "members" ADD CONSTRAINT "members_tie_check" CHECK (
  ("tie_suspended_why" IS NULL OR ("tie_suspended_at" IS NOT NULL AND "tie_suspended_why" IN ('email-changed', 'email-shared', 'deactivated', 'guest')))
  AND ("slack_user_id" IS NOT NULL OR num_nonnulls("tied_email", "tied_at", "tie_suspended_at") = 0));
