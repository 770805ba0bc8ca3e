-- The hash of a version's bytes and side file as an erasure rewrote them, without the names of somebody; hash
-- stays that of what came, so that the same bytes are known again.
ALTER TABLE version ADD COLUMN rehashed TEXT;
