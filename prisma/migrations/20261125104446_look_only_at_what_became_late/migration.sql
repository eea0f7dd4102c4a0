-- AlterTable
ALTER TABLE "sends" ADD COLUMN     "alerted_run" INTEGER NOT NULL DEFAULT 0;

-- Sends that may stay too long and of which no alert was raised yet, by since when: a look for what became late ends where it is late no more,
-- and however a send came to be there (a status told late, another threshold, a new stay), it is there.
CREATE INDEX "sends_unalerted_idx" ON "sends" ("workspace_id", "status", "status_since", "id")
  WHERE "alerted_run" <> "status_run" AND "status" IN ('ORDER_RECEIVED', 'FULFILLMENT_ISSUE', 'CONFIRMING_ADDRESS');
