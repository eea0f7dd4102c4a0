-- CreateTable
CREATE TABLE "mailboxes" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "channel" TEXT,
    "due_at" TIMESTAMPTZ(3),
    "not_before" TIMESTAMPTZ(3),
    "leased_until" TIMESTAMPTZ(3),
    "lease" BIGINT NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "posted_at" TIMESTAMPTZ(3),

    CONSTRAINT "mailboxes_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "mailbox_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "again" BOOLEAN NOT NULL DEFAULT false,
    "send_id" UUID,
    "body" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'WAITING',
    "version" INTEGER NOT NULL DEFAULT 1,
    "event" UUID,
    "started_at" TIMESTAMPTZ(3),
    "plan" JSONB,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "tried_since" TIMESTAMPTZ(3),
    "stage" INTEGER NOT NULL DEFAULT 0,
    "for_member_id" UUID,
    "ended_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "living_messages" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "mailbox_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "send_id" UUID,
    "channel" TEXT NOT NULL,
    "ts" TEXT NOT NULL,
    "posted_at" TIMESTAMPTZ(3) NOT NULL,
    "shown" TEXT NOT NULL,

    CONSTRAINT "living_messages_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "outbox_pauses" (
    "workspace_id" UUID NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "why" TEXT NOT NULL,

    CONSTRAINT "outbox_pauses_pkey" PRIMARY KEY ("workspace_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "mailboxes_workspace_id_address_key" ON "mailboxes"("workspace_id", "address");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_workspace_id_mailbox_id_key_key" ON "outbox"("workspace_id", "mailbox_id", "key");

-- CreateIndex
CREATE INDEX "living_messages_workspace_id_send_id_idx" ON "living_messages"("workspace_id", "send_id");

-- CreateIndex
CREATE UNIQUE INDEX "living_messages_workspace_id_mailbox_id_subject_key" ON "living_messages"("workspace_id", "mailbox_id", "subject");

-- AddForeignKey
ALTER TABLE "mailboxes" ADD CONSTRAINT "mailboxes_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_workspace_id_mailbox_id_fkey" FOREIGN KEY ("workspace_id", "mailbox_id") REFERENCES "mailboxes"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "living_messages" ADD CONSTRAINT "living_messages_workspace_id_mailbox_id_fkey" FOREIGN KEY ("workspace_id", "mailbox_id") REFERENCES "mailboxes"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "living_messages" ADD CONSTRAINT "living_messages_workspace_id_send_id_fkey" FOREIGN KEY ("workspace_id", "send_id") REFERENCES "sends"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox_pauses" ADD CONSTRAINT "outbox_pauses_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- From here on: what schema.prisma cannot say.

-- Which mailbox is to be looked at next. Times that are NULL do not count.
CREATE INDEX "mailboxes_next_idx" ON "mailboxes"("workspace_id", (greatest("due_at", "not_before", "leased_until"))) WHERE "due_at" IS NOT NULL;
CREATE INDEX "outbox_waiting_idx" ON "outbox"("workspace_id", "mailbox_id", "due_at", "seq") WHERE "state" = 'WAITING';
CREATE INDEX "outbox_dead_idx" ON "outbox"("workspace_id", "seq") WHERE "state" = 'DEAD';
CREATE INDEX "outbox_ended_idx" ON "outbox"("ended_at") WHERE "ended_at" IS NOT NULL;

ALTER TABLE "outbox" ADD CONSTRAINT "outbox_state_check" CHECK ("state" IN ('WAITING', 'DONE', 'DROPPED', 'DEAD'));
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_event_check" CHECK (("event" IS NULL) = ("started_at" IS NULL) AND ("event" IS NULL) = ("plan" IS NULL));
