-- What staging and production both held a week ago. Countries, subdivisions, currencies and languages come from
-- Debian's iso-codes; `iso` is the folder of its JSON files.
SET search_path = config;
SET TIME ZONE 'UTC';

\set json `cat :iso/iso_3166-1.json`
INSERT INTO countries
SELECT r ->> 'alpha_2', coalesce(r ->> 'common_name', r ->> 'name'), r ->> 'flag'
FROM jsonb_array_elements(:'json'::jsonb -> '3166-1') AS r;

\set json `cat :iso/iso_3166-2.json`
INSERT INTO subdivisions
SELECT r ->> 'code', split_part(r ->> 'code', '-', 1), r ->> 'type', r ->> 'name'
FROM jsonb_array_elements(:'json'::jsonb -> '3166-2') AS r;

\set json `cat :iso/iso_4217.json`
INSERT INTO currencies
SELECT r ->> 'alpha_3', r ->> 'name', r ->> 'alpha_3' IN ('EUR', 'GBP', 'SEK', 'USD')
FROM jsonb_array_elements(:'json'::jsonb -> '4217') AS r;

\set json `cat :iso/iso_639-2.json`
INSERT INTO languages
SELECT coalesce(r ->> 'alpha_2', r ->> 'alpha_3'), r ->> 'name'
FROM jsonb_array_elements(:'json'::jsonb -> '639-2') AS r;

INSERT INTO event_templates (code, title, timing, updated_at)
SELECT subject || '.' || happening, initcap(subject) || ' ' || happening,
    jsonb_build_object('send_after', '0 minutes', 'quiet_hours', jsonb_build_array('22:00', '07:00'), 'retries', 3),
    '2026-03-01 09:00+00'
FROM unnest(ARRAY['booking', 'payment', 'refund', 'invoice', 'account', 'membership']) AS subject,
    unnest(ARRAY['created', 'confirmed', 'changed', 'cancelled', 'reminder', 'failed']) AS happening;

INSERT INTO notification_templates (code, event, channel, language, subject, body, updated_at)
SELECT e.code || '.' || channel || '.' || language, e.code, channel, language,
    CASE channel WHEN 'email' THEN e.title || ' · {{ reference }}' END,
    format(greeting, '{{ name }}') || ' ' || e.title || ': {{ reference }}.',
    '2026-03-01 09:00+00'
FROM event_templates AS e,
    unnest(ARRAY['email', 'push', 'sms']) AS channel,
    (VALUES ('en', 'Hello %s,'), ('es', 'Hola %s:'), ('de', 'Guten Tag %s,'), ('fr', 'Bonjour %s,'))
        AS l (language, greeting);

INSERT INTO feature_flags (code, enabled, rollout, note)
SELECT area || '.' || feature, number % 3 > 0, CASE number % 4 WHEN 1 THEN 25 ELSE 100 END, NULL
FROM unnest(ARRAY['checkout', 'search', 'calendar', 'reports']) WITH ORDINALITY AS a (area, x),
    unnest(ARRAY['new-layout', 'autosave', 'shortcuts', 'export', 'dark-mode']) WITH ORDINALITY AS f (feature, y),
    LATERAL (SELECT x * 5 + y AS number) AS n;

INSERT INTO roles VALUES
    ('admin', 'Administrator'), ('manager', 'Venue manager'), ('desk', 'Front desk'),
    ('finance', 'Finance'), ('support', 'Support'), ('auditor', 'Auditor');

INSERT INTO permissions
SELECT object || ':' || verb, initcap(verb) || ' ' || object || 's'
FROM unnest(ARRAY['booking', 'payment', 'refund', 'invoice', 'account', 'template', 'report']) AS object,
    unnest(ARRAY['read', 'create', 'update', 'delete']) AS verb;

INSERT INTO role_permissions
SELECT r.code, p.code
FROM roles AS r JOIN permissions AS p ON
    CASE r.code
        WHEN 'admin' THEN true
        WHEN 'manager' THEN p.code NOT LIKE '%:delete'
        WHEN 'desk' THEN p.code ~ '^(booking|payment):(read|create|update)$'
        WHEN 'finance' THEN p.code ~ '^(payment|refund|invoice):'
        WHEN 'support' THEN p.code ~ ':read$' OR p.code = 'refund:create'
        ELSE p.code ~ ':read$'
    END;

ANALYZE;
