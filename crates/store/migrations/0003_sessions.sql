-- Browsers that are signed in, and browsers that have been.
CREATE TABLE sessions (
  organization BYTEA NOT NULL,
  session BYTEA NOT NULL,
  token BYTEA NOT NULL,              -- SHA-256 of the cookie's token
  account BYTEA NOT NULL,
  browser BYTEA NOT NULL,            -- SHA-256 of the browser's token
  evidence BYTEA NOT NULL,           -- sealed: the proofs it was opened with
  stays BOOLEAN NOT NULL,            -- "stay signed in" was answered with yes
  address TEXT NOT NULL,
  agent TEXT NOT NULL,
  opened_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (organization, session),
  FOREIGN KEY (organization, account) REFERENCES accounts (organization, account) ON DELETE CASCADE
);
CREATE UNIQUE INDEX sessions_by_token ON sessions (organization, token);
CREATE INDEX sessions_by_account ON sessions (organization, account);
CREATE INDEX sessions_by_end ON sessions (expires_at);

CREATE TABLE familiar_browsers (
  organization BYTEA NOT NULL,
  account BYTEA NOT NULL,
  browser BYTEA NOT NULL,            -- SHA-256 of the browser's token
  seen_at BIGINT NOT NULL,
  PRIMARY KEY (organization, account, browser),
  FOREIGN KEY (organization, account) REFERENCES accounts (organization, account) ON DELETE CASCADE
);
CREATE INDEX familiar_browsers_by_age ON familiar_browsers (seen_at);
