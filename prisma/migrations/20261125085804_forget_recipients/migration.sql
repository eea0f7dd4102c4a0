-- AlterTable
ALTER TABLE "sends" ADD COLUMN     "forgotten_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "forgotten_recipients" (
    "workspace_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "forgotten_recipients_pkey" PRIMARY KEY ("workspace_id","hash")
);

-- AddForeignKey
ALTER TABLE "forgotten_recipients" ADD CONSTRAINT "forgotten_recipients_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;
