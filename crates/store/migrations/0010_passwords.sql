-- Words that an organization bans from passwords, accounts that must choose a new password, and methods that end by themselves.
CREATE TABLE banned_words (
  organization BYTEA NOT NULL REFERENCES organizations (organization),
  place BIGINT NOT NULL,             -- in the organization's list, from 0
  word TEXT NOT NULL,
  PRIMARY KEY (organization, place)
);

ALTER TABLE organizations ADD COLUMN password_days BIGINT NOT NULL DEFAULT 0;   -- how long a password serves; 0: it never ends
ALTER TABLE accounts ADD COLUMN password_demand TEXT;       -- why the next sign-in asks for a new one; null: it does not

ALTER TABLE registrations ADD COLUMN starts_at BIGINT;      -- it serves from then on; null: from the beginning
ALTER TABLE registrations ADD COLUMN ends_at BIGINT;        -- it serves until then, and is swept; null: it lasts
CREATE INDEX registrations_by_end ON registrations (ends_at) WHERE ends_at IS NOT NULL;
