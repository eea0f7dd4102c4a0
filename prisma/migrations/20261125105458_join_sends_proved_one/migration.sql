-- DropIndex
DROP INDEX "send_names_workspace_id_send_id_scheme_key";

-- CreateTable
CREATE TABLE "merged_sends" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "send_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "merged_sends_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "merged_sends_workspace_id_send_id_idx" ON "merged_sends"("workspace_id", "send_id");

-- AddForeignKey
ALTER TABLE "merged_sends" ADD CONSTRAINT "merged_sends_workspace_id_send_id_fkey" FOREIGN KEY ("workspace_id", "send_id") REFERENCES "sends"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- From here on: what schema.prisma cannot say.

-- One name of a scheme; of those given here several, where a send was taken for several. Serves the look-up by send as well.
CREATE UNIQUE INDEX "send_names_one_of_a_scheme_key" ON "send_names"("workspace_id", "send_id", (CASE "scheme" WHEN 'tracker' THEN 'tracker ' || "value" ELSE "scheme" END));
-- What waits to be said of a send that turns out to be another.
CREATE INDEX "outbox_of_send_idx" ON "outbox"("workspace_id", "send_id") WHERE "state" IN ('WAITING', 'DEAD') AND "send_id" IS NOT NULL;
