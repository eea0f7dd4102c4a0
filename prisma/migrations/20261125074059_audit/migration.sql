-- CreateTable
CREATE TABLE "audit" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "actor_member_id" UUID,
    "actor_slack_user_id" TEXT,
    "door" TEXT NOT NULL,
    "verb" TEXT NOT NULL,
    "send_id" UUID,
    "member_id" UUID,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "audit_workspace_id_at_id_idx" ON "audit"("workspace_id", "at", "id");

-- CreateIndex
CREATE INDEX "audit_workspace_id_send_id_at_id_idx" ON "audit"("workspace_id", "send_id", "at", "id");

-- CreateIndex
CREATE INDEX "audit_workspace_id_member_id_at_id_idx" ON "audit"("workspace_id", "member_id", "at", "id");

-- CreateIndex
CREATE INDEX "audit_workspace_id_actor_member_id_at_id_idx" ON "audit"("workspace_id", "actor_member_id", "at", "id");

-- AddForeignKey
ALTER TABLE "audit" ADD CONSTRAINT "audit_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- From here on: what schema.prisma cannot say.

ALTER TABLE "audit" ADD CONSTRAINT "audit_actor_check"
  CHECK ("actor" IN ('person', 'operator', 'source', 'tracker') AND ("actor" = 'person') = (num_nonnulls("actor_member_id", "actor_slack_user_id") > 0));
ALTER TABLE "audit" ADD CONSTRAINT "audit_words_check" CHECK ("verb" ~ '^[a-z-]{1,40}$' AND "door" ~ '^[A-Za-z]{1,20}$');
-- Ids and closed words only: no address gets in, whoever writes.
ALTER TABLE "audit" ADD CONSTRAINT "audit_facts_check" CHECK (coalesce("before"::text, '') NOT LIKE '%@%' AND coalesce("after"::text, '') NOT LIKE '%@%');

-- What was written stays: also against ON CONFLICT DO UPDATE, cascades, TRUNCATE of a table that is referred to, and replication roles.
CREATE FUNCTION "audit_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER "audit_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit" FOR EACH STATEMENT EXECUTE FUNCTION "audit_is_append_only"();
ALTER TABLE "audit" ENABLE ALWAYS TRIGGER "audit_append_only";
