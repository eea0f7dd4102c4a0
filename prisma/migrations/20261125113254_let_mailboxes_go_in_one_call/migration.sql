-- Lets a mailbox go to whoever has its lease; no row: somebody else has it. Statements of a function see what was committed before each of them:
-- the second sees the items that were added while the first waited for the mailbox's lock.
CREATE FUNCTION "release_mailbox"(of_workspace uuid, of_mailbox uuid, of_lease bigint, at timestamptz, rests_until timestamptz, tried uuid[], failing boolean)
RETURNS SETOF boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  UPDATE mailboxes SET failures = failures + CASE WHEN failing THEN 1 ELSE 0 END WHERE workspace_id = of_workspace AND id = of_mailbox AND lease = of_lease;
  IF NOT FOUND THEN RETURN; END IF;
  IF cardinality(tried) > 0 THEN
    UPDATE outbox SET attempts = attempts + 1, tried_since = coalesce(tried_since, at) WHERE workspace_id = of_workspace AND mailbox_id = of_mailbox AND id = ANY(tried);
  END IF;
  RETURN QUERY UPDATE mailboxes m SET leased_until = NULL, not_before = rests_until,
      due_at = (SELECT min(o.due_at) FROM outbox o WHERE o.workspace_id = m.workspace_id AND o.mailbox_id = m.id AND o.state = 'WAITING')
    WHERE m.workspace_id = of_workspace AND m.id = of_mailbox RETURNING greatest(m.due_at, m.not_before) <= at AND m.due_at IS NOT NULL;
END $$;
