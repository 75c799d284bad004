-- The log. Applied in one transaction, and never changed once it was: another number follows.
-- Nobody changes an entry, nor takes one away: the checker would say so, and the triggers keep it from happening by mistake.
CREATE TABLE entry (
    position INTEGER PRIMARY KEY,
    digest TEXT NOT NULL,
    header TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    about INTEGER,
    earlier INTEGER
) STRICT;
CREATE INDEX entry_about ON entry (about, kind) WHERE about IS NOT NULL;
-- To walk along all entries without their headers.
CREATE INDEX entry_walk ON entry (position, about, kind, recorded_at);
CREATE INDEX entry_earlier ON entry (earlier) WHERE earlier IS NOT NULL;
CREATE INDEX entry_recorded_at ON entry (recorded_at);
CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN SELECT raise(ABORT, 'an entry of the log stays'); END;
CREATE TRIGGER entry_unchanged BEFORE UPDATE ON entry BEGIN SELECT raise(ABORT, 'an entry of the log stays as it is'); END;

-- What entries hold: the one thing that can be erased, by an entry that says so.
CREATE TABLE part (
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (position, name)
) STRICT;
CREATE TRIGGER part_unchanged BEFORE UPDATE ON part BEGIN SELECT raise(ABORT, 'an entry of the log stays as it is'); END;

-- What they are found by, drawn from what they hold.
CREATE TABLE term (
    position INTEGER PRIMARY KEY,
    name TEXT,
    sha256 TEXT,
    pixels_sha256 TEXT,
    verdict TEXT,
    decision TEXT,
    by_name TEXT
) STRICT;
CREATE INDEX term_sha256 ON term (sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX term_pixels_sha256 ON term (pixels_sha256) WHERE pixels_sha256 IS NOT NULL;
CREATE INDEX term_verdict ON term (verdict, position) WHERE verdict IS NOT NULL;
CREATE INDEX term_decision ON term (decision, position) WHERE decision IS NOT NULL;
CREATE INDEX term_by_name ON term (by_name, position) WHERE by_name IS NOT NULL;

CREATE TABLE word (
    word TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (word, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX word_position ON word (position);

CREATE TABLE hash (
    position INTEGER NOT NULL,
    at INTEGER NOT NULL,
    pdq BLOB NOT NULL,
    PRIMARY KEY (position, at)
) STRICT, WITHOUT ROWID;
