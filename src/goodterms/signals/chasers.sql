-- question: How often does the client chase?
-- definition: Of the client's messages, those that press for an answer or a delivery.
-- unit: share
-- fold: ratio
-- worse: higher
-- source: M10 M29
SELECT
    freelancer, client, month, NULL AS currency,
    COUNT(*) FILTER (WHERE chaser) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    COALESCE(MAX(key) FILTER (WHERE chaser), MAX(key)) AS ref
FROM said
WHERE incoming
GROUP BY freelancer, client, month
