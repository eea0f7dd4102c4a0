-- CreateTable
CREATE TABLE "cancel_requests" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "send_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "gateway" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "requester_id" UUID NOT NULL,
    "reason" TEXT,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "answerer_id" UUID,
    "answered_at" TIMESTAMPTZ(3),
    "answer" TEXT,
    "went_out_at" TIMESTAMPTZ(3),
    "remind_at" TIMESTAMPTZ(3),
    "next_at" TIMESTAMPTZ(3),
    "tries" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "cancel_requests_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "cancel_requests_workspace_id_send_id_id_idx" ON "cancel_requests"("workspace_id", "send_id", "id");

-- AddForeignKey
ALTER TABLE "cancel_requests" ADD CONSTRAINT "cancel_requests_workspace_id_send_id_fkey" FOREIGN KEY ("workspace_id", "send_id") REFERENCES "sends"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cancel_requests" ADD CONSTRAINT "cancel_requests_workspace_id_requester_id_fkey" FOREIGN KEY ("workspace_id", "requester_id") REFERENCES "members"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cancel_requests" ADD CONSTRAINT "cancel_requests_workspace_id_answerer_id_fkey" FOREIGN KEY ("workspace_id", "answerer_id") REFERENCES "members"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema cannot say.

ALTER TABLE "cancel_requests" ADD CONSTRAINT "cancel_requests_kind" CHECK (kind IN ('CANCEL', 'APPROVE'));
ALTER TABLE "cancel_requests" ADD CONSTRAINT "cancel_requests_gateway" CHECK (gateway IN ('tracker', 'handoff', 'webhook'));
ALTER TABLE "cancel_requests" ADD CONSTRAINT "cancel_requests_state"
  CHECK (state IN ('WAITING', 'SENDING', 'TAKEN', 'DONE', 'REFUSED', 'GAVE_UP', 'PROVEN', 'OVERTAKEN'));
ALTER TABLE "cancel_requests" ADD CONSTRAINT "cancel_requests_bounded" CHECK (length(reason) <= 1000 AND length(answer) <= 1000);

-- A send has one open request, whoever asks.
CREATE UNIQUE INDEX "cancel_requests_open_key" ON "cancel_requests" ("workspace_id", "send_id") WHERE state IN ('WAITING', 'SENDING', 'TAKEN');
-- What the clock has to look at.
CREATE INDEX "cancel_requests_next_idx" ON "cancel_requests" ("next_at") WHERE next_at IS NOT NULL;
CREATE INDEX "cancel_requests_remind_idx" ON "cancel_requests" ("remind_at") WHERE remind_at IS NOT NULL;
