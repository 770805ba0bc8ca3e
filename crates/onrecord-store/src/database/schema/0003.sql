-- A file of the folder captures and what it holds: one row an address that was fetched, redirects included.
-- etag and modified are what its server said of the version that it sent, to be asked by the next time.
CREATE TABLE capture (
    hash TEXT NOT NULL,
    ordinal BIGINT NOT NULL,
    url TEXT NOT NULL,
    at BIGINT NOT NULL,
    status BIGINT NOT NULL,
    etag TEXT,
    modified TEXT,
    PRIMARY KEY (hash, ordinal)
) {STRICT};
CREATE INDEX capture_by_url ON capture (url, at);

-- A finding with the published replies that answer it or its statement, for whoever reads the tables without
-- this program. The words of a reply are sealed under its replier's key, so that an erasure can take them:
-- here stands that there are some, and which; the pages and exports have their words.
CREATE VIEW finding_answered AS
SELECT finding.id, finding.document, finding.version, finding.ordinal, finding.statement, finding.kind,
    finding.words, finding.person, finding.speaker, finding.fidelity, finding.level, finding.codes,
    finding.record, finding.policy, finding.body,
    (SELECT count(*) FROM reply WHERE reply.state = 'published' AND (reply.finding = finding.id
        OR reply.finding IS NULL AND reply.statement = finding.statement)) AS n_replies,
    (SELECT min(reply.id) FROM reply WHERE reply.state = 'published' AND (reply.finding = finding.id
        OR reply.finding IS NULL AND reply.statement = finding.statement)) AS first_reply
FROM finding;
