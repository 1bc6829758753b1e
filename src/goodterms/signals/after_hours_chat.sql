-- question: How much of what the client writes by chat or text message comes after hours?
-- definition: As after_hours, for chat and text messages only.
-- unit: share
-- fold: ratio
-- worse: higher
-- source: M9
SELECT
    freelancer, client, month, NULL AS currency,
    COUNT(*) FILTER (WHERE intrusion) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    COALESCE(MAX(key) FILTER (WHERE intrusion), MAX(key)) AS ref
FROM said
WHERE zone_known AND incoming AND channel IN ('chat', 'sms')
GROUP BY freelancer, client, month
