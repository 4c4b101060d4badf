-- What an organization allows of temporary access passes; none for one that has said nothing, and then the defaults hold.
CREATE TABLE pass_policies (
  organization BYTEA PRIMARY KEY REFERENCES organizations (organization),
  serve BOOLEAN NOT NULL,               -- whether passes serve at all
  least_minutes BIGINT NOT NULL,        -- a pass lasts as long as this or longer,
  most_minutes BIGINT NOT NULL,         -- as long as this or shorter,
  lifetime_minutes BIGINT NOT NULL,     -- and as long as this if nothing is said
  once BOOLEAN NOT NULL,                -- whether every pass serves once only
  length BIGINT NOT NULL,               -- a pass has this many letters and digits, or more if that is said
  people BYTEA                          -- the group whose people's passes serve; null: everybody's
);
