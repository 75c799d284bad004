-- The log. Applied in one transaction, and never changed once it was: another number follows.
CREATE SCHEMA whence_log;

CREATE TABLE whence_log.migration (
    version integer PRIMARY KEY,
    applied_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE whence_log.entry (
    position bigint PRIMARY KEY,
    digest text COLLATE "C" NOT NULL,
    header text COLLATE "C" NOT NULL,
    recorded_at text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    about bigint,
    earlier bigint
);
CREATE INDEX entry_about ON whence_log.entry (about, kind) WHERE about IS NOT NULL;
-- To walk along all entries without their headers.
CREATE INDEX entry_walk ON whence_log.entry (position, about, kind, recorded_at);
CREATE INDEX entry_earlier ON whence_log.entry (earlier) WHERE earlier IS NOT NULL;
CREATE INDEX entry_recorded_at ON whence_log.entry (recorded_at);

-- What entries hold: the one thing that can be erased, by an entry that says so. It is compressed already.
CREATE TABLE whence_log.part (
    position bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (position, name)
);
ALTER TABLE whence_log.part ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- What they are found by, drawn from what they hold.
CREATE TABLE whence_log.term (
    position bigint PRIMARY KEY,
    name text COLLATE "C",
    sha256 text COLLATE "C",
    pixels_sha256 text COLLATE "C",
    verdict text COLLATE "C",
    decision text COLLATE "C",
    by_name text COLLATE "C"
);
CREATE INDEX term_sha256 ON whence_log.term (sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX term_pixels_sha256 ON whence_log.term (pixels_sha256) WHERE pixels_sha256 IS NOT NULL;
CREATE INDEX term_verdict ON whence_log.term (verdict, position) WHERE verdict IS NOT NULL;
CREATE INDEX term_decision ON whence_log.term (decision, position) WHERE decision IS NOT NULL;
CREATE INDEX term_by_name ON whence_log.term (by_name, position) WHERE by_name IS NOT NULL;

CREATE TABLE whence_log.word (
    word text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (word, position)
);
CREATE INDEX word_position ON whence_log.word (position);

-- PDQ hashes. Of two hashes 31 bits apart or less, one of sixteen bands differs by 1 bit or none. The server makes the bands:
-- a hash without them would never be found.
CREATE TABLE whence_log.hash (
    position bigint NOT NULL,
    at integer NOT NULL,
    pdq bit(256) NOT NULL,
    b0 smallint NOT NULL GENERATED ALWAYS AS ((substring(pdq from 1 for 16)::bit(16)::integer - 32768)::smallint) STORED,
    b1 smallint NOT NULL GENERATED ALWAYS AS ((substring(pdq from 17 for 16)::bit(16)::integer - 32768)::smallint) STORED,
    b2 smallint NOT NULL GENERATED ALWAYS AS ((substring(pdq from 33 for 16)::bit(16)::integer - 32768)::smallint) STORED,
    b3 smallint NOT NULL GENERATED ALWAYS AS ((substring(pdq from 49 for 16)::bit(16)::integer - 32768)::smallint) STORED,
    b4 smallint NOT NULL GENERATED ALWAYS AS ((substring(pdq from 65 for 16)::bit(16)::integer - 32768)::smallint) STORED,
    b5 smallint NOT NULL GENERATED ALWAYS AS ((substring(pdq from 81 for 16)::bit(16)::integer - 32768)::smallint) STORED,
    b6 smallint NOT NULL GENERATED ALWAYS AS ((substring(pdq from 97 for 16)::bit(16)::integer - 32768)::smallint) STORED,
    b7 smallint NOT NULL GENERATED ALWAYS AS ((substring(pdq from 113 for 16)::bit(16)::integer - 32768)::smallint) STORED,
    b8 smallint NOT NULL GENERATED ALWAYS AS ((substring(pdq from 129 for 16)::bit(16)::integer - 32768)::smallint) STORED,
    b9 smallint NOT NULL GENERATED ALWAYS AS ((substring(pdq from 145 for 16)::bit(16)::integer - 32768)::smallint) STORED,
    b10 smallint NOT NULL GENERATED ALWAYS AS ((substring(pdq from 161 for 16)::bit(16)::integer - 32768)::smallint) STORED,
    b11 smallint NOT NULL GENERATED ALWAYS AS ((substring(pdq from 177 for 16)::bit(16)::integer - 32768)::smallint) STORED,
    b12 smallint NOT NULL GENERATED ALWAYS AS ((substring(pdq from 193 for 16)::bit(16)::integer - 32768)::smallint) STORED,
    b13 smallint NOT NULL GENERATED ALWAYS AS ((substring(pdq from 209 for 16)::bit(16)::integer - 32768)::smallint) STORED,
    b14 smallint NOT NULL GENERATED ALWAYS AS ((substring(pdq from 225 for 16)::bit(16)::integer - 32768)::smallint) STORED,
    b15 smallint NOT NULL GENERATED ALWAYS AS ((substring(pdq from 241 for 16)::bit(16)::integer - 32768)::smallint) STORED,
    PRIMARY KEY (position, at)
);
CREATE INDEX hash_b0 ON whence_log.hash (b0);
CREATE INDEX hash_b1 ON whence_log.hash (b1);
CREATE INDEX hash_b2 ON whence_log.hash (b2);
CREATE INDEX hash_b3 ON whence_log.hash (b3);
CREATE INDEX hash_b4 ON whence_log.hash (b4);
CREATE INDEX hash_b5 ON whence_log.hash (b5);
CREATE INDEX hash_b6 ON whence_log.hash (b6);
CREATE INDEX hash_b7 ON whence_log.hash (b7);
CREATE INDEX hash_b8 ON whence_log.hash (b8);
CREATE INDEX hash_b9 ON whence_log.hash (b9);
CREATE INDEX hash_b10 ON whence_log.hash (b10);
CREATE INDEX hash_b11 ON whence_log.hash (b11);
CREATE INDEX hash_b12 ON whence_log.hash (b12);
CREATE INDEX hash_b13 ON whence_log.hash (b13);
CREATE INDEX hash_b14 ON whence_log.hash (b14);
CREATE INDEX hash_b15 ON whence_log.hash (b15);

-- Nobody changes an entry, nor takes one away: the checker would say so, and these keep it from happening by mistake, to owners
-- and to a program that restores too.
CREATE FUNCTION whence_log.stays() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS
    $$ BEGIN RAISE EXCEPTION 'an entry of the log stays as it is' USING ERRCODE = 'insufficient_privilege'; END $$;
CREATE TRIGGER entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON whence_log.entry
    FOR EACH STATEMENT EXECUTE FUNCTION whence_log.stays();
CREATE TRIGGER part_unchanged BEFORE UPDATE OR TRUNCATE ON whence_log.part
    FOR EACH STATEMENT EXECUTE FUNCTION whence_log.stays();
ALTER TABLE whence_log.entry ENABLE ALWAYS TRIGGER entry_stays;
ALTER TABLE whence_log.part ENABLE ALWAYS TRIGGER part_unchanged;
