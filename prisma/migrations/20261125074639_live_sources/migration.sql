-- AlterTable
ALTER TABLE "sources" ADD COLUMN     "due_at" TIMESTAMPTZ(3),
ADD COLUMN     "failing_since" TIMESTAMPTZ(3),
ADD COLUMN     "failure" TEXT,
ADD COLUMN     "failures" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "told_at" TIMESTAMPTZ(3),
ALTER COLUMN "read_at" DROP NOT NULL;

-- CreateTable
CREATE TABLE "memberships" (
    "workspace_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("workspace_id","team_id","member_id")
);

-- CreateTable
CREATE TABLE "unknown_fields" (
    "workspace_id" UUID NOT NULL,
    "send_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "fields" JSONB NOT NULL,

    CONSTRAINT "unknown_fields_pkey" PRIMARY KEY ("workspace_id","send_id","source")
);

-- CreateTable
CREATE TABLE "set_aside" (
    "workspace_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "set_aside_pkey" PRIMARY KEY ("workspace_id","source","key")
);

-- CreateTable
CREATE TABLE "syncs" (
    "workspace_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "sweep_page" INTEGER,
    "sweep_began" TIMESTAMPTZ(3),
    "swept_at" TIMESTAMPTZ(3),
    "total" INTEGER,
    "reader" TEXT,
    "reader_until" TIMESTAMPTZ(3),

    CONSTRAINT "syncs_pkey" PRIMARY KEY ("workspace_id","source")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "name" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "provider_tokens" (
    "workspace_id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "access_token" TEXT,
    "refresh_token" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "refresher" TEXT,
    "refresher_until" TIMESTAMPTZ(3),
    "refresh_began" TIMESTAMPTZ(3),

    CONSTRAINT "provider_tokens_pkey" PRIMARY KEY ("workspace_id","provider")
);

-- CreateIndex
CREATE INDEX "memberships_workspace_id_member_id_idx" ON "memberships"("workspace_id", "member_id");

-- CreateIndex
CREATE INDEX "set_aside_workspace_id_source_at_idx" ON "set_aside"("workspace_id", "source", "at");

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_workspace_id_member_id_fkey" FOREIGN KEY ("workspace_id", "member_id") REFERENCES "members"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_workspace_id_team_id_fkey" FOREIGN KEY ("workspace_id", "team_id") REFERENCES "teams"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unknown_fields" ADD CONSTRAINT "unknown_fields_workspace_id_send_id_fkey" FOREIGN KEY ("workspace_id", "send_id") REFERENCES "sends"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "set_aside" ADD CONSTRAINT "set_aside_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "syncs" ADD CONSTRAINT "syncs_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "provider_tokens" ADD CONSTRAINT "provider_tokens_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;
