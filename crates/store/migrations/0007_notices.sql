-- Mails that tell of a change carry a link to say "this was not me"; what is put aside then; and what a person says of their sign-ins.
CREATE TABLE notices (
  organization BYTEA NOT NULL,
  notice BYTEA NOT NULL,
  account BYTEA NOT NULL,
  code BYTEA NOT NULL,               -- a keyed hash of the link's code
  kind TEXT NOT NULL,                -- what it told of: the key of its texts
  registration BYTEA,                -- what was added or changed
  since BIGINT NOT NULL,             -- what was set up from then on is doubted with it
  made_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (organization, notice),
  FOREIGN KEY (organization, account) REFERENCES accounts (organization, account) ON DELETE CASCADE
);
CREATE UNIQUE INDEX notices_by_code ON notices (organization, code);
CREATE INDEX notices_by_end ON notices (ends_at);

-- Accounts whose next sign-in must look at the security info, after a sign-in with a method that is not suspended.
CREATE TABLE reviews (
  organization BYTEA NOT NULL,
  account BYTEA NOT NULL,
  since BIGINT NOT NULL,
  PRIMARY KEY (organization, account),
  FOREIGN KEY (organization, account) REFERENCES accounts (organization, account) ON DELETE CASCADE
);

ALTER TABLE registrations ADD COLUMN suspended_at BIGINT;   -- it is asked for no more until its owner has kept it
ALTER TABLE attempts ADD COLUMN site TEXT;                  -- the origin of its page, for the mail of what is reported elsewhere
ALTER TABLE attempts ADD COLUMN recognized BOOLEAN;         -- what its owner said: this was me, or this was not
