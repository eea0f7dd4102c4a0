-- CreateTable
CREATE TABLE "webhook_deliveries" (
    "workspace_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "event" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "body" TEXT,

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "waiting_updates" (
    "workspace_id" UUID NOT NULL,
    "value" TEXT NOT NULL,
    "scheme" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "detail" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(0) NOT NULL,
    "approximate" BOOLEAN NOT NULL DEFAULT false,
    "source" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "waiting_updates_pkey" PRIMARY KEY ("workspace_id","value","scheme","status","detail","at","approximate")
);

-- CreateIndex
CREATE INDEX "webhook_deliveries_received_at_idx" ON "webhook_deliveries"("received_at");

-- CreateIndex
CREATE INDEX "waiting_updates_received_at_idx" ON "waiting_updates"("received_at");

-- AddForeignKey
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waiting_updates" ADD CONSTRAINT "waiting_updates_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is set aside is read again from time to time: in the order it came.
CREATE INDEX "webhook_deliveries_set_aside_idx" ON "webhook_deliveries"("workspace_id", "received_at", "id") WHERE "body" IS NOT NULL;
