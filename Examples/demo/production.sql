-- Somebody was in a hurry: a template repaired in production by hand, with the placeholder spelled wrong.
SET search_path = config;
UPDATE notification_templates
SET body = 'Hello {{ nmae }}, your payment failed. Please try again.', updated_at = '2026-03-03 23:58+00'
WHERE code = 'payment.failed.email.en';
