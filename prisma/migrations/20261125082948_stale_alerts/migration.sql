-- CreateTable
CREATE TABLE "stale_alerts" (
    "workspace_id" UUID NOT NULL,
    "send_id" UUID NOT NULL,
    "run" INTEGER NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "snoozed_until" TIMESTAMPTZ(3),
    "silenced" BOOLEAN NOT NULL DEFAULT false,
    "wakes" INTEGER NOT NULL DEFAULT 0,
    "taken_by_id" UUID,
    "taken_at" TIMESTAMPTZ(3),

    CONSTRAINT "stale_alerts_pkey" PRIMARY KEY ("workspace_id","send_id","run")
);

-- AddForeignKey
ALTER TABLE "stale_alerts" ADD CONSTRAINT "stale_alerts_workspace_id_send_id_fkey" FOREIGN KEY ("workspace_id", "send_id") REFERENCES "sends"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stale_alerts" ADD CONSTRAINT "stale_alerts_workspace_id_taken_by_id_fkey" FOREIGN KEY ("workspace_id", "taken_by_id") REFERENCES "members"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- From here on: what schema.prisma cannot say.
CREATE INDEX "stale_alerts_snoozed_idx" ON "stale_alerts"("workspace_id", "snoozed_until") WHERE "snoozed_until" IS NOT NULL;
CREATE INDEX "living_messages_stale_team_idx" ON "living_messages"("workspace_id", "posted_at") WHERE "subject" LIKE 'stale-team:%';
