-- The configuration of a small booking service, the same in every environment. Every table is keyed by a code that
-- people chose, so a row means the same in staging and in production.
CREATE SCHEMA config;
SET search_path = config;

CREATE TABLE countries (
    code text PRIMARY KEY,
    name text NOT NULL,
    flag text
);

CREATE TABLE subdivisions (
    code text PRIMARY KEY,
    country text NOT NULL REFERENCES countries,
    kind text NOT NULL,
    name text NOT NULL
);
CREATE INDEX ON subdivisions (country);

CREATE TABLE currencies (
    code text PRIMARY KEY,
    name text NOT NULL,
    enabled boolean NOT NULL DEFAULT false
);

CREATE TABLE languages (
    code text PRIMARY KEY,
    name text NOT NULL
);

CREATE TABLE event_templates (
    code text PRIMARY KEY,
    title text NOT NULL,
    timing jsonb NOT NULL,
    updated_at timestamptz NOT NULL
);

CREATE TABLE notification_templates (
    code text PRIMARY KEY,
    event text NOT NULL REFERENCES event_templates,
    channel text NOT NULL CHECK (channel IN ('email', 'push', 'sms')),
    language text NOT NULL REFERENCES languages,
    subject text,
    body text NOT NULL,
    updated_at timestamptz NOT NULL
);

CREATE TABLE feature_flags (
    code text PRIMARY KEY,
    enabled boolean NOT NULL,
    rollout numeric(5, 2) NOT NULL DEFAULT 100,
    note text
);

CREATE TABLE roles (
    code text PRIMARY KEY,
    name text NOT NULL
);

CREATE TABLE permissions (
    code text PRIMARY KEY,
    description text NOT NULL
);

CREATE TABLE role_permissions (
    role text REFERENCES roles,
    permission text REFERENCES permissions,
    PRIMARY KEY (role, permission)
);
