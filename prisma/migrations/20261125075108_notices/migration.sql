-- AlterTable
ALTER TABLE "sends" ADD COLUMN     "moved_at" TIMESTAMPTZ(3),
ADD COLUMN     "status_run" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "notice_settings" (
    "workspace_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "events" JSONB NOT NULL DEFAULT '{}',
    "quiet_from" SMALLINT,
    "quiet_to" SMALLINT,
    "morning" SMALLINT NOT NULL DEFAULT 540,
    "digest" BOOLEAN NOT NULL DEFAULT true,
    "zone" TEXT NOT NULL DEFAULT 'UTC',
    "digest_day" TEXT NOT NULL DEFAULT '',
    "digest_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_settings_pkey" PRIMARY KEY ("workspace_id","member_id")
);

-- CreateTable
CREATE TABLE "mutes" (
    "workspace_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "send_id" UUID NOT NULL,

    CONSTRAINT "mutes_pkey" PRIMARY KEY ("workspace_id","member_id","send_id")
);

-- CreateTable
CREATE TABLE "told" (
    "workspace_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "send_id" UUID NOT NULL,
    "run" INTEGER NOT NULL,
    "sort" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "fold" TEXT,
    "item" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "told_pkey" PRIMARY KEY ("workspace_id","address","send_id","run")
);

-- CreateIndex
CREATE INDEX "notice_settings_workspace_id_zone_morning_digest_day_idx" ON "notice_settings"("workspace_id", "zone", "morning", "digest_day");

-- CreateIndex
CREATE INDEX "mutes_workspace_id_send_id_idx" ON "mutes"("workspace_id", "send_id");

-- CreateIndex
CREATE INDEX "told_workspace_id_address_at_idx" ON "told"("workspace_id", "address", "at");

-- CreateIndex
CREATE INDEX "told_workspace_id_address_fold_send_id_idx" ON "told"("workspace_id", "address", "fold", "send_id");

-- CreateIndex
CREATE INDEX "told_workspace_id_send_id_idx" ON "told"("workspace_id", "send_id");

-- AddForeignKey
ALTER TABLE "notice_settings" ADD CONSTRAINT "notice_settings_workspace_id_member_id_fkey" FOREIGN KEY ("workspace_id", "member_id") REFERENCES "members"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mutes" ADD CONSTRAINT "mutes_workspace_id_member_id_fkey" FOREIGN KEY ("workspace_id", "member_id") REFERENCES "members"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mutes" ADD CONSTRAINT "mutes_workspace_id_send_id_fkey" FOREIGN KEY ("workspace_id", "send_id") REFERENCES "sends"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "told" ADD CONSTRAINT "told_workspace_id_send_id_fkey" FOREIGN KEY ("workspace_id", "send_id") REFERENCES "sends"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;


-- From here on: what schema.prisma cannot say.

ALTER TABLE "notice_settings" ADD CONSTRAINT "notice_settings_times_check" CHECK (num_nulls("quiet_from", "quiet_to") <> 1
  AND coalesce("quiet_from", 0) BETWEEN 0 AND 1439 AND coalesce("quiet_to", 0) BETWEEN 0 AND 1439 AND "morning" BETWEEN 0 AND 1439);
ALTER TABLE "told" ADD CONSTRAINT "told_sort_check" CHECK ("sort" IN ('asks', 'routine', 'late') AND "place" IN ('card', 'reply', 'fold')
  AND ("place" <> 'fold' OR "fold" IS NOT NULL));

-- Only what was news is in them: an import of history adds nothing.
CREATE INDEX "sends_sender_moved_idx" ON "sends" ("workspace_id", "sender_id", "moved_at") WHERE "moved_at" IS NOT NULL;
CREATE INDEX "sends_moved_idx" ON "sends" ("workspace_id", "moved_at") WHERE "moved_at" IS NOT NULL;
