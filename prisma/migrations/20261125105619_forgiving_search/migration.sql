-- CreateTable
CREATE TABLE "search_words" (
    "workspace_id" UUID NOT NULL,
    "word" TEXT NOT NULL,

    CONSTRAINT "search_words_pkey" PRIMARY KEY ("workspace_id","word")
);

-- CreateTable
CREATE TABLE "taken_once" (
    "workspace_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "taken_once_pkey" PRIMARY KEY ("workspace_id","key")
);

-- CreateIndex
CREATE INDEX "search_words_word_idx" ON "search_words" USING GIN ("word" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "taken_once_until_idx" ON "taken_once"("until");

-- AddForeignKey
ALTER TABLE "search_words" ADD CONSTRAINT "search_words_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "taken_once" ADD CONSTRAINT "taken_once_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- From here on: what schema.prisma cannot say.

-- The words of texts, as they are looked for: at least three letters of some script, without digits (a number has no slips to forgive) and without addresses.
CREATE FUNCTION "words_within"("bodies" text[]) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
  SELECT DISTINCT word FROM (
    -- Each part once, before anything dear is done with it: thousands of texts have few words.
    SELECT DISTINCT part FROM unnest("bodies") body, string_to_table(replace(body, E'\n', ' '), ' ') part
  ) parts, string_to_table(translate(part, '-./,;:()[]"&+''=!?', '                  '), ' ') word
  WHERE part !~ '[0-9@%_\\]' AND length(word) BETWEEN 3 AND 40
$$;

-- Keeps the words that what changed can be found by. In one order, so that two writers wait for each other instead of deadlocking.
CREATE FUNCTION "learn_words"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_LEVEL = 'ROW' THEN
    INSERT INTO search_words (workspace_id, word) SELECT NEW.workspace_id, word FROM words_within(ARRAY[NEW.search_text]) word ORDER BY word ON CONFLICT DO NOTHING;
  ELSE
    INSERT INTO search_words (workspace_id, word)
      SELECT texts.workspace_id, told FROM (SELECT workspace_id, array_agg(search_text) AS bodies FROM texts_after GROUP BY workspace_id) texts, words_within(texts.bodies) told
      WHERE NOT EXISTS (SELECT 1 FROM search_words known WHERE known.workspace_id = texts.workspace_id AND known.word = told)
      ORDER BY 1, 2 ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;

-- New rows at once, by statement; known ones only where their text changed, which a status never does.
CREATE TRIGGER "sends_words_in" AFTER INSERT ON "sends" REFERENCING NEW TABLE AS texts_after FOR EACH STATEMENT EXECUTE FUNCTION "learn_words"();
CREATE TRIGGER "sends_words_over" AFTER UPDATE OF "search_text" ON "sends" FOR EACH ROW WHEN (OLD."search_text" IS DISTINCT FROM NEW."search_text") EXECUTE FUNCTION "learn_words"();
CREATE TRIGGER "members_words_in" AFTER INSERT ON "members" REFERENCING NEW TABLE AS texts_after FOR EACH STATEMENT EXECUTE FUNCTION "learn_words"();
CREATE TRIGGER "members_words_over" AFTER UPDATE OF "search_text" ON "members" FOR EACH ROW WHEN (OLD."search_text" IS DISTINCT FROM NEW."search_text") EXECUTE FUNCTION "learn_words"();

-- What is there already.
INSERT INTO "search_words" ("workspace_id", "word")
  SELECT texts.workspace_id, word FROM (
    SELECT workspace_id, array_agg(search_text) AS bodies FROM (
      SELECT workspace_id, search_text, row_number() OVER (PARTITION BY workspace_id) / 5000 AS batch FROM (SELECT workspace_id, search_text FROM sends UNION ALL SELECT workspace_id, search_text FROM members) written
    ) batches GROUP BY workspace_id, batch
  ) texts, words_within(texts.bodies) word
  ON CONFLICT DO NOTHING;
