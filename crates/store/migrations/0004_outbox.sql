-- What must reach a person: written with its cause, delivered after it, deleted when it is delivered.
CREATE TABLE outbox (
  organization BYTEA NOT NULL,
  message BYTEA NOT NULL,
  channel TEXT NOT NULL,             -- 'mail'
  content BYTEA NOT NULL,            -- sealed: recipient, subject, text
  created_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  leased_until BIGINT NOT NULL,
  deliveries BIGINT NOT NULL,        -- how often it was tried
  failure TEXT,                      -- why the last try failed
  PRIMARY KEY (organization, message)
);
CREATE INDEX outbox_by_due ON outbox (due_at);
