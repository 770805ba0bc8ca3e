-- Words of statements and documents, for the search page.
CREATE VIRTUAL TABLE word USING fts5 (
    id UNINDEXED, kind UNINDEXED, words, tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER log_is_kept BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_is_whole BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
