CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateTable
CREATE TABLE "workspaces" (
    "id" UUID NOT NULL,
    "slack_id" TEXT,
    "name" TEXT NOT NULL,
    "next_number" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspaces_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sources" (
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sources_pkey" PRIMARY KEY ("workspace_id","name")
);

-- CreateTable
CREATE TABLE "members" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "search_text" TEXT NOT NULL,
    "role" TEXT NOT NULL DEFAULT 'SENDER',
    "every_team" BOOLEAN NOT NULL DEFAULT false,
    "slack_user_id" TEXT,
    "tied_email" TEXT,
    "tie_suspended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "members_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "teams" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,

    CONSTRAINT "teams_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "team_assignments" (
    "workspace_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,

    CONSTRAINT "team_assignments_pkey" PRIMARY KEY ("workspace_id","member_id","team_id")
);

-- CreateTable
CREATE TABLE "campaigns" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "search_text" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'ACTIVE',
    "told_at" TIMESTAMPTZ(3) NOT NULL DEFAULT '1970-01-01 00:00:00 +00:00',

    CONSTRAINT "campaigns_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "sends" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "family" TEXT NOT NULL,
    "test" BOOLEAN NOT NULL DEFAULT false,
    "status" TEXT NOT NULL,
    "status_detail" TEXT NOT NULL DEFAULT '',
    "status_since" TIMESTAMPTZ(0) NOT NULL,
    "status_approximate" BOOLEAN NOT NULL DEFAULT false,
    "recheck_at" TIMESTAMPTZ(3),
    "sender_id" UUID NOT NULL,
    "team_id" UUID,
    "campaign_id" UUID,
    "recipient_name" TEXT,
    "recipient_email" TEXT,
    "recipient_company" TEXT,
    "recipient_address" TEXT,
    "message" TEXT,
    "gift" TEXT,
    "cost_cents" BIGINT,
    "currency" TEXT,
    "sent_via" TEXT,
    "created_at" TIMESTAMPTZ(3),
    "listed_at" TIMESTAMPTZ(3) NOT NULL,
    "search_text" TEXT NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sends_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "send_names" (
    "workspace_id" UUID NOT NULL,
    "value" TEXT NOT NULL,
    "scheme" TEXT NOT NULL,
    "send_id" UUID NOT NULL,

    CONSTRAINT "send_names_pkey" PRIMARY KEY ("workspace_id","value","scheme")
);

-- CreateTable
CREATE TABLE "observations" (
    "workspace_id" UUID NOT NULL,
    "send_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "detail" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(0) NOT NULL,
    "approximate" BOOLEAN NOT NULL DEFAULT false,
    "source" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "observations_pkey" PRIMARY KEY ("workspace_id","send_id","status","detail","at","approximate")
);

-- CreateTable
CREATE TABLE "trackings" (
    "workspace_id" UUID NOT NULL,
    "send_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "number" TEXT,
    "carrier" TEXT,
    "url" TEXT,
    "to_warehouse" BOOLEAN NOT NULL DEFAULT false,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "trackings_pkey" PRIMARY KEY ("workspace_id","send_id","key")
);

-- CreateTable
CREATE TABLE "team_counts" (
    "workspace_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "team_counts_pkey" PRIMARY KEY ("workspace_id","team_id","status")
);

-- CreateTable
CREATE TABLE "sender_counts" (
    "workspace_id" UUID NOT NULL,
    "sender_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "sender_counts_pkey" PRIMARY KEY ("workspace_id","sender_id","team_id","status")
);

-- CreateIndex
CREATE UNIQUE INDEX "workspaces_slack_id_key" ON "workspaces"("slack_id");

-- CreateIndex
CREATE INDEX "members_workspace_id_role_idx" ON "members"("workspace_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "members_workspace_id_email_key" ON "members"("workspace_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "members_workspace_id_slack_user_id_key" ON "members"("workspace_id", "slack_user_id");

-- CreateIndex
CREATE UNIQUE INDEX "teams_workspace_id_key_key" ON "teams"("workspace_id", "key");

-- CreateIndex
CREATE INDEX "team_assignments_workspace_id_team_id_idx" ON "team_assignments"("workspace_id", "team_id");

-- CreateIndex
CREATE UNIQUE INDEX "campaigns_workspace_id_key_key" ON "campaigns"("workspace_id", "key");

-- CreateIndex
CREATE INDEX "sends_workspace_id_listed_at_id_idx" ON "sends"("workspace_id", "listed_at", "id");

-- CreateIndex
CREATE INDEX "sends_workspace_id_sender_id_listed_at_id_idx" ON "sends"("workspace_id", "sender_id", "listed_at", "id");

-- CreateIndex
CREATE INDEX "sends_workspace_id_team_id_listed_at_id_idx" ON "sends"("workspace_id", "team_id", "listed_at", "id");

-- CreateIndex
CREATE INDEX "sends_workspace_id_campaign_id_listed_at_id_idx" ON "sends"("workspace_id", "campaign_id", "listed_at", "id");

-- CreateIndex
CREATE INDEX "sends_workspace_id_status_listed_at_id_idx" ON "sends"("workspace_id", "status", "listed_at", "id");

-- CreateIndex
CREATE INDEX "sends_workspace_id_status_status_since_id_idx" ON "sends"("workspace_id", "status", "status_since", "id");

-- CreateIndex
CREATE INDEX "sends_workspace_id_sender_id_status_status_since_id_idx" ON "sends"("workspace_id", "sender_id", "status", "status_since", "id");

-- CreateIndex
CREATE INDEX "sends_workspace_id_team_id_status_status_since_id_idx" ON "sends"("workspace_id", "team_id", "status", "status_since", "id");

-- CreateIndex
CREATE INDEX "sends_search_text_idx" ON "sends" USING GIN ("search_text" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "sends_workspace_id_number_key" ON "sends"("workspace_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "send_names_workspace_id_send_id_scheme_key" ON "send_names"("workspace_id", "send_id", "scheme");

-- CreateIndex
CREATE INDEX "trackings_workspace_id_key_idx" ON "trackings"("workspace_id", "key");

-- AddForeignKey
ALTER TABLE "sources" ADD CONSTRAINT "sources_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "teams" ADD CONSTRAINT "teams_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_assignments" ADD CONSTRAINT "team_assignments_workspace_id_member_id_fkey" FOREIGN KEY ("workspace_id", "member_id") REFERENCES "members"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_assignments" ADD CONSTRAINT "team_assignments_workspace_id_team_id_fkey" FOREIGN KEY ("workspace_id", "team_id") REFERENCES "teams"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sends" ADD CONSTRAINT "sends_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sends" ADD CONSTRAINT "sends_workspace_id_sender_id_fkey" FOREIGN KEY ("workspace_id", "sender_id") REFERENCES "members"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sends" ADD CONSTRAINT "sends_workspace_id_team_id_fkey" FOREIGN KEY ("workspace_id", "team_id") REFERENCES "teams"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sends" ADD CONSTRAINT "sends_workspace_id_campaign_id_fkey" FOREIGN KEY ("workspace_id", "campaign_id") REFERENCES "campaigns"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "send_names" ADD CONSTRAINT "send_names_workspace_id_send_id_fkey" FOREIGN KEY ("workspace_id", "send_id") REFERENCES "sends"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "observations" ADD CONSTRAINT "observations_workspace_id_send_id_fkey" FOREIGN KEY ("workspace_id", "send_id") REFERENCES "sends"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trackings" ADD CONSTRAINT "trackings_workspace_id_send_id_fkey" FOREIGN KEY ("workspace_id", "send_id") REFERENCES "sends"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_counts" ADD CONSTRAINT "team_counts_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sender_counts" ADD CONSTRAINT "sender_counts_workspace_id_sender_id_fkey" FOREIGN KEY ("workspace_id", "sender_id") REFERENCES "members"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- From here on: what schema.prisma cannot say.

-- An observation without its time is kept once per status.
CREATE UNIQUE INDEX "observations_approximate_key" ON "observations"("workspace_id", "send_id", "status", "detail") WHERE "approximate";
CREATE INDEX "sends_test_idx" ON "sends"("workspace_id", "listed_at", "id") WHERE "test";
CREATE INDEX "sends_recheck_idx" ON "sends"("recheck_at") WHERE "recheck_at" IS NOT NULL;
CREATE INDEX "members_search_text_idx" ON "members" USING GIN ("search_text" gin_trgm_ops);

ALTER TABLE "members" ADD CONSTRAINT "members_role_check" CHECK ("role" IN ('SENDER', 'MANAGER', 'ADMIN'));
ALTER TABLE "members" ADD CONSTRAINT "members_email_check" CHECK ("email" = lower("email") AND "email" <> '');
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_state_check" CHECK ("state" IN ('ACTIVE', 'ARCHIVED', 'DELETED'));
ALTER TABLE "sends" ADD CONSTRAINT "sends_family_check" CHECK ("family" IN ('EGIFT', 'PHYSICAL', 'UNKNOWN'));
ALTER TABLE "sends" ADD CONSTRAINT "sends_cost_check" CHECK (("cost_cents" IS NULL) = ("currency" IS NULL));

-- Counts by status are changed in the statement that changes the sends, whoever writes it. The rows are taken in one order, so
-- that two writers wait for each other instead of deadlocking. A send without a team counts under the nil UUID.
CREATE TYPE "count_change" AS ("workspace_id" uuid, "sender_id" uuid, "team_id" uuid, "status" text, "by" bigint);

CREATE FUNCTION "keep_counts"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  nil CONSTANT uuid := '00000000-0000-0000-0000-000000000000';
  changes count_change[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT array_agg(c::count_change) INTO changes FROM (
      SELECT workspace_id, sender_id, coalesce(team_id, nil), status, count(*) FROM sends_after GROUP BY 1, 2, 3, 4) c;
  ELSIF TG_OP = 'DELETE' THEN
    SELECT array_agg(c::count_change) INTO changes FROM (
      SELECT workspace_id, sender_id, coalesce(team_id, nil), status, -count(*) FROM sends_before GROUP BY 1, 2, 3, 4) c;
  ELSE
    SELECT array_agg(c::count_change) INTO changes FROM (
      SELECT workspace_id, sender_id, coalesce(team_id, nil), status, sum(n) FROM (
        SELECT workspace_id, sender_id, team_id, status, 1 AS n FROM sends_after
        UNION ALL SELECT workspace_id, sender_id, team_id, status, -1 FROM sends_before) moved
      GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0) c;
  END IF;
  IF changes IS NULL THEN RETURN NULL; END IF;

  INSERT INTO team_counts AS kept (workspace_id, team_id, status, count)
    SELECT workspace_id, team_id, status, sum("by") FROM unnest(changes) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (workspace_id, team_id, status) DO UPDATE SET count = kept.count + excluded.count;
  INSERT INTO sender_counts AS kept (workspace_id, sender_id, team_id, status, count)
    SELECT workspace_id, sender_id, team_id, status, sum("by") FROM unnest(changes) GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
    ON CONFLICT (workspace_id, sender_id, team_id, status) DO UPDATE SET count = kept.count + excluded.count;
  RETURN NULL;
END $$;

CREATE TRIGGER "sends_counted_in" AFTER INSERT ON "sends"
  REFERENCING NEW TABLE AS sends_after FOR EACH STATEMENT EXECUTE FUNCTION "keep_counts"();
CREATE TRIGGER "sends_counted_over" AFTER UPDATE ON "sends"
  REFERENCING OLD TABLE AS sends_before NEW TABLE AS sends_after FOR EACH STATEMENT EXECUTE FUNCTION "keep_counts"();
CREATE TRIGGER "sends_counted_out" AFTER DELETE ON "sends"
  REFERENCING OLD TABLE AS sends_before FOR EACH STATEMENT EXECUTE FUNCTION "keep_counts"();
