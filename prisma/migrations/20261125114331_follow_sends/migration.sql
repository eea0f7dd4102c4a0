-- CreateTable
CREATE TABLE "follows" (
    "workspace_id" UUID NOT NULL,
    "send_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "followed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "follows_pkey" PRIMARY KEY ("workspace_id","send_id","member_id")
);

-- CreateIndex
CREATE INDEX "follows_workspace_id_member_id_idx" ON "follows"("workspace_id", "member_id");

-- AddForeignKey
ALTER TABLE "follows" ADD CONSTRAINT "follows_workspace_id_member_id_fkey" FOREIGN KEY ("workspace_id", "member_id") REFERENCES "members"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follows" ADD CONSTRAINT "follows_workspace_id_send_id_fkey" FOREIGN KEY ("workspace_id", "send_id") REFERENCES "sends"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
