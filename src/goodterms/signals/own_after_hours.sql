-- question: How much of what I write to this client do I write after hours?
-- definition: Of the freelancer's own messages to the client, those outside the freelancer's own
--   working hours, working days and holidays; automatic messages are left out.
-- unit: share
-- fold: ratio
-- worse: neither
-- source: B13 T13
SELECT
    freelancer, client, month, NULL AS currency,
    COUNT(*) FILTER (WHERE after_hours) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    COALESCE(MAX(key) FILTER (WHERE after_hours), MAX(key)) AS ref
FROM said
WHERE zone_known AND NOT incoming
GROUP BY freelancer, client, month
