-- What the quotation says of earlier speech: what it does to it (denies, clarifies, disputes, retracts), the words
-- that say so, and the earlier words or their topic, where it has them.
ALTER TABLE finding ADD COLUMN about TEXT;
ALTER TABLE finding ADD COLUMN about_phrase TEXT;
ALTER TABLE finding ADD COLUMN about_target TEXT;
CREATE INDEX finding_by_about ON finding (about);

-- The notices of correction that the version has, as a JSON list of texts; null where it has none.
ALTER TABLE version ADD COLUMN notices TEXT;

-- Later speech about a statement, and corrections of its reports. later: the statement that speaks of it; null
-- for a correction. document and ordinal: the finding that says so. phrase: the words that do, empty where the
-- same words are said again. why: what leads from one to the other.
CREATE TABLE relation (
    statement TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (
        kind IN ('denies', 'clarifies', 'disputes', 'retracts', 'repeats', 'corrects')
    ),
    later TEXT,
    document TEXT NOT NULL REFERENCES document (id),
    ordinal BIGINT NOT NULL,
    day TEXT,
    phrase TEXT NOT NULL,
    why TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (statement, kind, document, ordinal)
) {STRICT};
CREATE INDEX relation_by_later ON relation (later);
