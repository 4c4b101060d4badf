-- Getting a new password: how many methods must show that it is the person, and where each reset that is under way stands.
ALTER TABLE organizations ADD COLUMN reset TEXT NOT NULL DEFAULT 'two';   -- 'off', 'one' or 'two'

-- Beside its attempt. What a page shows stands here for everybody, also where there is nobody to be asked.
CREATE TABLE password_resets (
  organization BYTEA NOT NULL,
  attempt BYTEA NOT NULL,
  work BYTEA NOT NULL,               -- a keyed hash of what showed that a person began it, which serves once
  aim TEXT NOT NULL,                 -- 'forgotten', 'locked', or empty until that is chosen
  method TEXT NOT NULL,              -- how it asks now; empty: that is to be chosen
  way TEXT NOT NULL,
  challenge BYTEA,                   -- what the page calls its challenge; null: the telephone number is asked for first
  challenge_ends_at BIGINT NOT NULL,
  used TEXT NOT NULL,                -- what the proofs so far showed that the person has
  ends_at BIGINT NOT NULL,
  PRIMARY KEY (organization, attempt)
);
CREATE UNIQUE INDEX password_resets_by_work ON password_resets (organization, work);
CREATE INDEX password_resets_by_end ON password_resets (ends_at);
