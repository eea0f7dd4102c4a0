-- CreateTable
CREATE TABLE "imports" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "slack_file_id" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "leased_until" TIMESTAMPTZ(3),
    "lease" INTEGER NOT NULL DEFAULT 0,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER,
    "report" JSONB,
    "problem" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "imports_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "imports_workspace_id_slack_file_id_key" ON "imports"("workspace_id", "slack_file_id");

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_workspace_id_member_id_fkey" FOREIGN KEY ("workspace_id", "member_id") REFERENCES "members"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- From here on: what schema.prisma cannot say.
ALTER TABLE "imports" ADD CONSTRAINT "imports_state_check" CHECK ("state" IN ('LOOKING', 'READY', 'IMPORTING', 'DONE', 'DISCARDED', 'FAILED'));
CREATE INDEX "imports_to_work_on_idx" ON "imports"("created_at") WHERE "state" IN ('LOOKING', 'IMPORTING');
