-- DropIndex
DROP INDEX "sends_search_text_idx";

-- CreateTable
CREATE TABLE "scope_words" (
    "workspace_id" UUID NOT NULL,
    "word" TEXT NOT NULL,
    "scope" UUID NOT NULL,

    CONSTRAINT "scope_words_pkey" PRIMARY KEY ("workspace_id","word","scope")
);

-- CreateTable
CREATE TABLE "scope_marks" (
    "workspace_id" UUID NOT NULL,
    "scope" UUID NOT NULL,
    "what" UUID NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "scope_marks_pkey" PRIMARY KEY ("workspace_id","scope","what")
);

-- AddForeignKey
ALTER TABLE "scope_words" ADD CONSTRAINT "scope_words_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scope_marks" ADD CONSTRAINT "scope_marks_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- From here on: what schema.prisma cannot say.

-- What each send lies in: its sender's sends, its team's, those of any team. Then searches by words read no more than what who asks may see.
CREATE INDEX "sends_search_idx" ON "sends" USING GIN
  ((ARRAY["sender_id", "team_id", CASE WHEN "team_id" IS NOT NULL THEN 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid END]), "search_text" gin_trgm_ops);

-- What is looked for of a part of a text (between two spaces).
CREATE FUNCTION "words_in"("part" text) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
  SELECT word FROM string_to_table(translate("part", '-./,;:()[]"&+''=!?', '                  '), ' ') word WHERE "part" !~ '[0-9@%_\\]' AND length(word) BETWEEN 3 AND 40
$$;

CREATE TYPE "told_send" AS ("workspace_id" uuid, "sender_id" uuid, "team_id" uuid, "campaign_id" uuid, "listed_at" timestamptz, "search_text" text);

-- Keeps what the scopes of sends are searched by: their words with those of who sent them, and how far back campaigns and senders stand. What is known is read, not written again,
-- and new rows come in one order: two writers wait for each other instead of deadlocking. Whatever is new in the workspace is new in a scope.
CREATE FUNCTION "learn_sends"("told" told_send[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  every CONSTANT uuid := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
BEGIN
  WITH parts AS MATERIALIZED (
    SELECT DISTINCT t.workspace_id, t.sender_id, t.team_id, part FROM unnest(told) t, string_to_table(replace(t.search_text, E'\n', ' '), ' ') part
    UNION
    SELECT t.workspace_id, t.sender_id, t.team_id, part FROM (SELECT DISTINCT workspace_id, sender_id, team_id FROM unnest(told)) t
      JOIN members m ON m.workspace_id = t.workspace_id AND m.id = t.sender_id, string_to_table(m.search_text, ' ') part
  ), words AS MATERIALIZED (
    -- Each part once, before anything dear is done with it: thousands of texts have few words.
    SELECT part, word FROM (SELECT DISTINCT part FROM parts) each_part, words_in(part) word
  ), learned AS (
    INSERT INTO scope_words (workspace_id, word, scope)
      SELECT DISTINCT p.workspace_id, w.word, lies."in" FROM parts p JOIN words w ON w.part = p.part,
        unnest(ARRAY[p.sender_id, p.team_id, CASE WHEN p.team_id IS NOT NULL THEN every END]) lies("in")
      WHERE lies."in" IS NOT NULL ORDER BY 1, 2, 3 ON CONFLICT DO NOTHING RETURNING workspace_id, word
  )
  INSERT INTO search_words (workspace_id, word) SELECT DISTINCT workspace_id, word FROM learned ORDER BY 1, 2 ON CONFLICT DO NOTHING;

  -- By a question of its own for each: as a join it would be planned for the few rows that there are at first.
  INSERT INTO scope_marks AS kept (workspace_id, scope, what, until)
    SELECT workspace_id, scope, what, until FROM (
      SELECT t.workspace_id, lies."in" AS scope, stands.what, max(spare.until) AS until
      FROM unnest(told) t, unnest(ARRAY[t.sender_id, t.team_id, CASE WHEN t.team_id IS NOT NULL THEN every END]) lies("in"), unnest(ARRAY[t.sender_id, t.campaign_id]) stands(what),
        -- The end of its week or day: whatever came before or together with it.
        LATERAL (SELECT CASE WHEN lies."in" = t.sender_id THEN interval '7 days' ELSE interval '1 day' END AS long) step,
        LATERAL (SELECT date_bin(step.long, t.listed_at, timestamptz '2001-01-01 00:00:00Z') + step.long AS until) spare
      WHERE lies."in" IS NOT NULL AND stands.what IS NOT NULL AND lies."in" <> stands.what
      GROUP BY 1, 2, 3
    ) marks
    WHERE coalesce((SELECT known.until FROM scope_marks known WHERE known.workspace_id = marks.workspace_id AND known.scope = marks.scope AND known.what = marks.what), '-infinity') < until
    ORDER BY 1, 2, 3
    ON CONFLICT (workspace_id, scope, what) DO UPDATE SET until = greatest(kept.until, excluded.until);
END $$;

CREATE FUNCTION "learn_sends_told"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_LEVEL = 'ROW' THEN
    PERFORM learn_sends(ARRAY[ROW(NEW.workspace_id, NEW.sender_id, NEW.team_id, NEW.campaign_id, NEW.listed_at, NEW.search_text)::told_send]);
  ELSE
    PERFORM learn_sends((SELECT array_agg(ROW(workspace_id, sender_id, team_id, campaign_id, listed_at, search_text)::told_send) FROM sends_after));
  END IF;
  RETURN NULL;
END $$;

-- New rows at once, by statement; known ones only where something of this changed, which a status never does.
DROP TRIGGER "sends_words_in" ON "sends";
DROP TRIGGER "sends_words_over" ON "sends";
CREATE TRIGGER "sends_words_in" AFTER INSERT ON "sends" REFERENCING NEW TABLE AS sends_after FOR EACH STATEMENT EXECUTE FUNCTION "learn_sends_told"();
CREATE TRIGGER "sends_words_over" AFTER UPDATE OF "search_text", "sender_id", "team_id", "campaign_id" ON "sends" FOR EACH ROW
  WHEN ((OLD."search_text", OLD."sender_id", OLD."team_id", OLD."campaign_id", OLD."listed_at") IS DISTINCT FROM (NEW."search_text", NEW."sender_id", NEW."team_id", NEW."campaign_id", NEW."listed_at"))
  EXECUTE FUNCTION "learn_sends_told"();

-- A sender by another name is found by it in every scope they sent in.
CREATE FUNCTION "learn_sender"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO scope_words (workspace_id, word, scope)
    SELECT NEW.workspace_id, word, scope FROM words_within(ARRAY[NEW.search_text]) word, (
      SELECT n.sender_id AS scope FROM sender_counts n WHERE n.workspace_id = NEW.workspace_id AND n.sender_id = NEW.id
      UNION SELECT unnest(ARRAY[n.team_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid]) FROM sender_counts n
        WHERE n.workspace_id = NEW.workspace_id AND n.sender_id = NEW.id AND n.team_id <> '00000000-0000-0000-0000-000000000000'
    ) scopes
    ORDER BY 2, 3 ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER "members_scopes_over" AFTER UPDATE OF "search_text" ON "members" FOR EACH ROW WHEN (OLD."search_text" IS DISTINCT FROM NEW."search_text") EXECUTE FUNCTION "learn_sender"();

-- What is there already.
DO $$ BEGIN
  PERFORM learn_sends(told) FROM (
    SELECT array_agg(ROW(workspace_id, sender_id, team_id, campaign_id, listed_at, search_text)::told_send) AS told
    FROM (SELECT *, row_number() OVER (PARTITION BY workspace_id, sender_id ORDER BY listed_at DESC) / 5000 AS batch FROM sends) batches GROUP BY workspace_id, sender_id, batch
  ) batches;
END $$;
ANALYZE "sends";
