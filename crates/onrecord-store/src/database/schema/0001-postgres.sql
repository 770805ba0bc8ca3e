-- Words of statements and documents, for the search page.
CREATE TABLE word (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    tokens TSVECTOR GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED
);
CREATE INDEX word_tokens ON word USING gin (tokens);
CREATE INDEX word_by_id ON word (id);

CREATE FUNCTION log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the log is append-only'; END $$;
CREATE TRIGGER log_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON log
FOR EACH STATEMENT EXECUTE FUNCTION log_is_append_only();
