-- CreateTable
CREATE TABLE "exports" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "with_address" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL,
    "leased_until" TIMESTAMPTZ(3),
    "lease" INTEGER NOT NULL DEFAULT 0,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "slack_file_id" TEXT,
    "problem" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "remove_at" TIMESTAMPTZ(3),

    CONSTRAINT "exports_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "exports_workspace_id_member_id_created_at_idx" ON "exports"("workspace_id", "member_id", "created_at");

-- AddForeignKey
ALTER TABLE "exports" ADD CONSTRAINT "exports_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exports" ADD CONSTRAINT "exports_workspace_id_member_id_fkey" FOREIGN KEY ("workspace_id", "member_id") REFERENCES "members"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- From here on: what schema.prisma cannot say.
ALTER TABLE "exports" ADD CONSTRAINT "exports_state_check" CHECK ("state" IN ('RUNNING', 'DONE', 'EMPTY', 'FAILED', 'REMOVED'));
-- One at a time for each person.
CREATE UNIQUE INDEX "exports_running_key" ON "exports"("workspace_id", "member_id") WHERE "state" = 'RUNNING';
CREATE INDEX "exports_to_work_on_idx" ON "exports"("created_at") WHERE "state" = 'RUNNING';
CREATE INDEX "exports_to_remove_idx" ON "exports"("remove_at") WHERE "remove_at" IS NOT NULL;
CREATE INDEX "exports_ended_idx" ON "exports"("ended_at") WHERE "remove_at" IS NULL;
