-- CreateTable
CREATE TABLE "home_views" (
    "workspace_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "event" TEXT NOT NULL,
    "turn" JSONB,
    "published_at" TIMESTAMPTZ(3),
    "shown" TEXT NOT NULL DEFAULT '',
    "hash" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "home_views_pkey" PRIMARY KEY ("workspace_id","member_id")
);

-- CreateIndex
CREATE INDEX "home_views_workspace_id_opened_at_idx" ON "home_views"("workspace_id", "opened_at");

-- AddForeignKey
ALTER TABLE "home_views" ADD CONSTRAINT "home_views_workspace_id_member_id_fkey" FOREIGN KEY ("workspace_id", "member_id") REFERENCES "members"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
