-- question: How much of what the client writes comes after hours?
-- definition: Of the client's messages, those outside the freelancer's working hours, working days and
--   holidays, on the freelancer's own clock. A message within 12 hours of the freelancer's own
--   after-hours message to the same client answers it and does not count as after hours; automatic
--   messages are left out. Nothing is said where the freelancer's time zone is not known.
-- unit: share
-- fold: ratio
-- worse: higher
-- source: M9 B13 T13
SELECT
    freelancer, client, month, NULL AS currency,
    COUNT(*) FILTER (WHERE intrusion) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    COALESCE(MAX(key) FILTER (WHERE intrusion), MAX(key)) AS ref
FROM said
WHERE zone_known AND incoming
GROUP BY freelancer, client, month
