-- Known lists of a team. Applied in one transaction, and never changed once it was: another number follows.
CREATE SCHEMA whence;

CREATE TABLE whence.migration (
    version integer PRIMARY KEY,
    applied_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE whence.list (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text NOT NULL UNIQUE,  -- the name without spaces around it, in lower case
    name text NOT NULL,
    owner text,
    licence text,
    sha256 text NOT NULL,
    entries bigint NOT NULL,
    featured bigint NOT NULL,
    enabled boolean NOT NULL DEFAULT true,
    put_by text NOT NULL DEFAULT session_user,
    put_at timestamptz NOT NULL DEFAULT now()
);

-- No foreign keys: a million lines would be a million triggers. A list and its lines are written and taken away in one
-- transaction, and every reader comes by way of `list`.
CREATE TABLE whence.line (
    list_id integer NOT NULL,
    at integer NOT NULL,
    sha256 bytea,
    pixels_sha256 bytea,
    featured boolean NOT NULL,
    text text NOT NULL,
    PRIMARY KEY (list_id, at)
);
CREATE INDEX line_sha256 ON whence.line (sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX line_pixels_sha256 ON whence.line (pixels_sha256) WHERE pixels_sha256 IS NOT NULL;
CREATE INDEX line_featured ON whence.line (list_id, at) WHERE featured;

-- PDQ hashes, one or two an entry. Of two hashes 31 bits apart or less, one of sixteen bands differs by 1 bit or none.
-- The server makes the bands: a hash without them would never be found.
CREATE TABLE whence.hash (
    list_id integer NOT NULL,
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
    b15 smallint NOT NULL GENERATED ALWAYS AS ((substring(pdq from 241 for 16)::bit(16)::integer - 32768)::smallint) STORED
);
CREATE INDEX hash_list ON whence.hash (list_id, at);
CREATE INDEX hash_b0 ON whence.hash (b0);
CREATE INDEX hash_b1 ON whence.hash (b1);
CREATE INDEX hash_b2 ON whence.hash (b2);
CREATE INDEX hash_b3 ON whence.hash (b3);
CREATE INDEX hash_b4 ON whence.hash (b4);
CREATE INDEX hash_b5 ON whence.hash (b5);
CREATE INDEX hash_b6 ON whence.hash (b6);
CREATE INDEX hash_b7 ON whence.hash (b7);
CREATE INDEX hash_b8 ON whence.hash (b8);
CREATE INDEX hash_b9 ON whence.hash (b9);
CREATE INDEX hash_b10 ON whence.hash (b10);
CREATE INDEX hash_b11 ON whence.hash (b11);
CREATE INDEX hash_b12 ON whence.hash (b12);
CREATE INDEX hash_b13 ON whence.hash (b13);
CREATE INDEX hash_b14 ON whence.hash (b14);
CREATE INDEX hash_b15 ON whence.hash (b15);
