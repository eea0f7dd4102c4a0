-- Whoever is a member has their settings, the defaults at first: whose morning it is, is then found by index, and not among all members.
CREATE FUNCTION "members_have_notice_settings"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "notice_settings" ("workspace_id", "member_id") SELECT "workspace_id", "id" FROM added ORDER BY "workspace_id", "id" ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER "members_have_notice_settings" AFTER INSERT ON "members" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "members_have_notice_settings"();
INSERT INTO "notice_settings" ("workspace_id", "member_id") SELECT "workspace_id", "id" FROM "members" ON CONFLICT DO NOTHING;
