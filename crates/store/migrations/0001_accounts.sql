-- Organizations, how they are found, and the accounts in them.
CREATE TABLE organizations (
  organization BYTEA NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  language TEXT NOT NULL,            -- of a person who states none
  accent TEXT NOT NULL,              -- six hexadecimal digits
  logo BYTEA,                        -- an SVG or PNG image
  second_step TEXT NOT NULL,         -- 'required' or 'when_set_up'
  created_at BIGINT NOT NULL
);

-- The host names that lead to an organization; '*' is the one that answers to any other host.
CREATE TABLE organization_hosts (
  host TEXT NOT NULL PRIMARY KEY,
  organization BYTEA NOT NULL REFERENCES organizations (organization)
);

CREATE TABLE organization_domains (
  domain TEXT NOT NULL PRIMARY KEY,
  organization BYTEA NOT NULL REFERENCES organizations (organization)
);

CREATE TABLE accounts (
  organization BYTEA NOT NULL REFERENCES organizations (organization),
  account BYTEA NOT NULL,
  user_name TEXT NOT NULL,           -- folded
  display_name TEXT NOT NULL,
  language TEXT,                     -- null: the browser's
  role TEXT NOT NULL,                -- 'person' or 'administrator'
  second_step TEXT NOT NULL,         -- 'required', or 'as_organization'
  disabled_at BIGINT,
  password TEXT,                     -- a PHC string; null: cannot sign in with a password
  password_at BIGINT,
  mail BYTEA,                        -- sealed
  mobile_phone BYTEA,                -- sealed
  office_phone BYTEA,                -- sealed
  created_at BIGINT NOT NULL,
  PRIMARY KEY (organization, account)
);
CREATE UNIQUE INDEX accounts_by_user_name ON accounts (organization, user_name);
