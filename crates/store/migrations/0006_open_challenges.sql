-- Challenges that are bound to a browser and to no account: the answer says whose it is.
CREATE TABLE open_challenges (
  organization BYTEA NOT NULL,
  challenge BYTEA NOT NULL,
  browser BYTEA NOT NULL,            -- SHA-256 of the browser's token
  method TEXT NOT NULL,
  record BYTEA NOT NULL,             -- sealed; private to the method
  expires_at BIGINT NOT NULL,
  used_at BIGINT,                    -- one answer, right or wrong
  PRIMARY KEY (organization, challenge)
);
CREATE INDEX open_challenges_by_end ON open_challenges (expires_at);
