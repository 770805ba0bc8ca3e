-- Times are microseconds since 1970-01-01T00:00:00Z; days are texts YYYY-MM-DD; positions are code points of a
-- document's text unless a column says bytes; truth is 0 or 1. Ids are content-derived texts of lower-case hex
-- digits after a letter for the kind. What may name a private person or a replier stands in columns called
-- sealed: encrypted under the key of the subject, which an erasure destroys.

-- Facts about the store itself: its id, the digest of the records that findings were last made from.
CREATE TABLE fact (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) {STRICT};

-- One key a subject of data: a person quoted, a replier, an account. The key is null once erased.
CREATE TABLE subject (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'replier', 'account')),
    key {BYTES},
    created BIGINT NOT NULL,
    erased BIGINT
) {STRICT};

CREATE TABLE person (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    wikidata TEXT,
    ids TEXT NOT NULL DEFAULT '{}',
    pseudonym TEXT,
    subject TEXT NOT NULL REFERENCES subject (id)
) {STRICT};
CREATE INDEX person_by_name ON person (name);

CREATE TABLE outlet (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    domain TEXT
) {STRICT};

-- A document is named by its URL or, without one, by its origin; what stood there each time is a version.
-- withheld: not shown, though its quotations stay checked.
CREATE TABLE document (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('article', 'record')),
    name TEXT NOT NULL,
    url TEXT,
    outlet TEXT REFERENCES outlet (id),
    latest BIGINT NOT NULL,
    occasion TEXT,
    withheld BIGINT NOT NULL DEFAULT 0
) {STRICT};
CREATE UNIQUE INDEX document_by_name ON document (kind, name);
CREATE INDEX document_by_outlet ON document (outlet);
CREATE INDEX document_by_occasion ON document (occasion);

-- bytes and side (the side file that tells about a record) are zstd frames, or as they came; hash is over both
-- as they came. read_as is the name that the bytes are read under: its ending and words tell what they are; empty where it is
-- the document's.
-- checked: the digest of the records, policy and persons that the findings were made from.
CREATE TABLE version (
    document TEXT NOT NULL REFERENCES document (id),
    number BIGINT NOT NULL,
    hash TEXT NOT NULL,
    bytes {BYTES} NOT NULL,
    side {BYTES},
    side_name TEXT,
    read_as TEXT NOT NULL DEFAULT '',
    title TEXT,
    language TEXT,
    published TEXT,
    authors TEXT NOT NULL DEFAULT '[]',
    problems TEXT NOT NULL DEFAULT '[]',
    n_bytes BIGINT NOT NULL,
    added BIGINT NOT NULL,
    captured BIGINT,
    capture TEXT,
    checked TEXT,
    PRIMARY KEY (document, number)
) {STRICT};
CREATE INDEX version_by_hash ON version (hash);
CREATE INDEX version_by_check ON version (checked);

CREATE TABLE occasion (
    id TEXT PRIMARY KEY,
    title TEXT,
    day TEXT,
    place TEXT,
    outlet TEXT,
    url TEXT,
    speakers TEXT NOT NULL DEFAULT '[]'
) {STRICT};
CREATE INDEX occasion_by_day ON occasion (day);

-- The turns of a record, in order.
CREATE TABLE utterance (
    document TEXT NOT NULL REFERENCES document (id),
    ordinal BIGINT NOT NULL,
    speaker TEXT,
    person TEXT REFERENCES person (id),
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    time_ms BIGINT,
    PRIMARY KEY (document, ordinal)
) {STRICT};
CREATE INDEX utterance_by_person ON utterance (person);

-- What was said, as the record has it or, where none is held, as its reports have it. shown is the digest of
-- what its page shows without replies.
CREATE TABLE statement (
    id TEXT PRIMARY KEY,
    record TEXT REFERENCES document (id),
    occasion TEXT REFERENCES occasion (id),
    starts BIGINT,
    ends BIGINT,
    time_ms BIGINT,
    words TEXT NOT NULL,
    person TEXT REFERENCES person (id),
    speaker TEXT,
    addressee TEXT,
    day TEXT,
    standing TEXT NOT NULL DEFAULT 'undisputed',
    version BIGINT NOT NULL DEFAULT 0,
    n_reports BIGINT NOT NULL DEFAULT 0,
    shown TEXT NOT NULL DEFAULT '',
    changed BIGINT NOT NULL
) {STRICT};
CREATE INDEX statement_by_record ON statement (record, starts);
CREATE INDEX statement_by_person ON statement (person, day);
CREATE INDEX statement_by_occasion ON statement (occasion);
CREATE INDEX statement_by_change ON statement (changed);

-- An id that a statement had before it was found to be a part of another.
CREATE TABLE statement_alias (
    id TEXT PRIMARY KEY,
    statement TEXT NOT NULL
) {STRICT};

-- What a statement's page showed each time that it changed: the immutable page behind id@version.
CREATE TABLE statement_version (
    statement TEXT NOT NULL,
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    body TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (statement, number)
) {STRICT};

-- A quotation of the latest version of an article, with what was found. The body is the finding as the JSON
-- report has it, without replies: those are joined when it is read; hash is the body's. said_starts to
-- said_ends are the sentences of the record that the passage stands in.
CREATE TABLE finding (
    id TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES document (id),
    version BIGINT NOT NULL,
    ordinal BIGINT NOT NULL,
    statement TEXT REFERENCES statement (id),
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    person TEXT REFERENCES person (id),
    speaker TEXT,
    fidelity TEXT NOT NULL,
    level TEXT NOT NULL,
    codes TEXT NOT NULL DEFAULT '',
    record TEXT REFERENCES document (id),
    passage_starts BIGINT,
    passage_ends BIGINT,
    said_starts BIGINT,
    said_ends BIGINT,
    time_ms BIGINT,
    policy TEXT NOT NULL,
    body TEXT NOT NULL,
    hash TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (document, ordinal)
) {STRICT};
CREATE INDEX finding_by_id ON finding (id);
CREATE INDEX finding_by_statement ON finding (statement);
CREATE INDEX finding_by_person ON finding (person);
CREATE INDEX finding_by_record ON finding (record, passage_starts);
CREATE INDEX finding_by_fidelity ON finding (fidelity);

-- A party's answer. sealed: name and words of the wording that version numbers; contact: the e-mail, which is
-- never published and goes first. decided: when it was first published, or refused.
CREATE TABLE reply (
    id TEXT PRIMARY KEY,
    statement TEXT,
    finding TEXT,
    subject TEXT NOT NULL REFERENCES subject (id),
    state TEXT NOT NULL CHECK (
        state IN ('unconfirmed', 'waiting', 'published', 'refused', 'withdrawn', 'erased')
    ),
    party TEXT NOT NULL,
    verified_by TEXT,
    sealed {BYTES},
    contact {BYTES},
    consent BIGINT NOT NULL DEFAULT 0,
    version BIGINT NOT NULL DEFAULT 1,
    submitted BIGINT NOT NULL,
    confirmed BIGINT,
    due BIGINT,
    decided BIGINT,
    decided_by TEXT,
    reason TEXT
) {STRICT};
CREATE INDEX reply_by_statement ON reply (statement, state);
CREATE INDEX reply_by_finding ON reply (finding, state);
CREATE INDEX reply_by_state ON reply (state, due);

-- Each wording that a reply had, and what came of it: submitted, edited, published, refused, withdrawn.
CREATE TABLE reply_version (
    reply TEXT NOT NULL REFERENCES reply (id),
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    what TEXT NOT NULL,
    sealed {BYTES},
    PRIMARY KEY (reply, number)
) {STRICT};

-- A link that was mailed: only its hash is kept, it holds for one use and a time.
CREATE TABLE ticket (
    hash TEXT PRIMARY KEY,
    purpose TEXT NOT NULL,
    reply TEXT,
    account TEXT,
    expires BIGINT NOT NULL,
    used BIGINT
) {STRICT};

CREATE TABLE account (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    password TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('moderator', 'editor', 'admin')),
    subject TEXT NOT NULL REFERENCES subject (id),
    created BIGINT NOT NULL,
    disabled BIGINT
) {STRICT};

CREATE TABLE session (
    hash TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (id),
    csrf TEXT NOT NULL,
    created BIGINT NOT NULL,
    expires BIGINT NOT NULL
) {STRICT};

CREATE TABLE api_token (
    hash TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (id),
    label TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created BIGINT NOT NULL,
    expires BIGINT,
    revoked BIGINT
) {STRICT};

-- What happened, each entry chained to the one before it. An entry commits to its content by a hash with a
-- nonce; nonce and digest of the content stand apart, so that an erasure can take them and leave the chain
-- whole. docs/log.md says what is hashed, byte by byte.
CREATE TABLE log (
    seq BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    what TEXT NOT NULL,
    subject TEXT NOT NULL,
    commitment TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
) {STRICT};
CREATE INDEX log_by_subject ON log (subject);

CREATE TABLE log_nonce (
    seq BIGINT PRIMARY KEY REFERENCES log (seq),
    nonce {BYTES} NOT NULL,
    digest TEXT NOT NULL
) {STRICT};

CREATE TABLE checkpoint (
    size BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    note TEXT NOT NULL
) {STRICT};
