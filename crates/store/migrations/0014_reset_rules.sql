-- Groups of people, who gets a new password by themselves and in which ways, and how often people look at their security info.
CREATE TABLE people_groups (
  organization BYTEA NOT NULL REFERENCES organizations (organization),
  people BYTEA NOT NULL,             -- the id of the group
  name TEXT NOT NULL,                -- as its administrators call it
  folded TEXT NOT NULL,              -- the name in lower case, by which it is found
  PRIMARY KEY (organization, people)
);
CREATE UNIQUE INDEX people_groups_by_name ON people_groups (organization, folded);

CREATE TABLE group_members (
  organization BYTEA NOT NULL,
  people BYTEA NOT NULL,
  account BYTEA NOT NULL,
  PRIMARY KEY (organization, people, account),
  FOREIGN KEY (organization, people) REFERENCES people_groups (organization, people) ON DELETE CASCADE,
  FOREIGN KEY (organization, account) REFERENCES accounts (organization, account) ON DELETE CASCADE
);
CREATE INDEX group_members_by_account ON group_members (organization, account);

ALTER TABLE organizations ADD COLUMN reset_for BYTEA;                                    -- a group; null: everybody
ALTER TABLE organizations ADD COLUMN reset_ways TEXT NOT NULL DEFAULT '';                -- empty: all
ALTER TABLE organizations ADD COLUMN reset_administrators BOOLEAN NOT NULL DEFAULT TRUE; -- whether they may, too
ALTER TABLE organizations ADD COLUMN reset_told BOOLEAN NOT NULL DEFAULT TRUE;           -- whether one's reset is told to the others
ALTER TABLE organizations ADD COLUMN reset_set_up BOOLEAN NOT NULL DEFAULT FALSE;        -- whether a sign-in asks for what a reset takes
ALTER TABLE organizations ADD COLUMN confirm_days BIGINT NOT NULL DEFAULT 0;             -- how long security info is taken to be right
ALTER TABLE accounts ADD COLUMN confirmed_at BIGINT;                                     -- when the person said that it is right
