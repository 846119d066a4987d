-- A week of work in staging: what is to be promoted.
SET search_path = config;

-- Waiting lists are new: an event, its templates, a permission.
INSERT INTO event_templates VALUES
    ('waitlist.offered', 'A place is free',
     '{"send_after": "0 minutes", "quiet_hours": ["22:00", "07:00"], "retries": 5}', '2026-03-04 15:20+00');
INSERT INTO notification_templates
SELECT 'waitlist.offered.push.' || language, 'waitlist.offered', 'push', language, NULL, body, '2026-03-04 15:24+00'
FROM (VALUES
    ('en', 'Hello {{ name }}, a place is free: {{ reference }}.'),
    ('es', 'Hola {{ name }}: hay una plaza libre: {{ reference }}.'),
    ('de', 'Guten Tag {{ name }}, ein Platz ist frei: {{ reference }}.'),
    ('fr', 'Bonjour {{ name }}, une place est libre : {{ reference }}.')) AS t (language, body);
INSERT INTO permissions VALUES ('waitlist:manage', 'Manage waiting lists');
INSERT INTO role_permissions VALUES ('admin', 'waitlist:manage'), ('manager', 'waitlist:manage');

-- Reminders go out a day earlier.
UPDATE event_templates
SET timing = timing || '{"send_before": "48 hours"}', updated_at = '2026-03-05 10:02+00'
WHERE code LIKE '%.reminder';

-- Better words, in one language.
UPDATE notification_templates
SET body = replace(body, 'Guten Tag', 'Hallo'), updated_at = '2026-03-06 11:45+00'
WHERE language = 'de' AND channel = 'push' AND event LIKE 'booking.%';

UPDATE feature_flags SET enabled = true, rollout = 50, note = 'second half of the rollout'
WHERE code IN ('checkout.autosave', 'search.new-layout');
UPDATE currencies SET enabled = true WHERE code IN ('CHF', 'PLN');

-- Support no longer refunds by itself.
DELETE FROM role_permissions WHERE role = 'support' AND permission = 'refund:create';
