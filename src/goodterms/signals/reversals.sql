-- question: How often does the client take back what was decided?
-- definition: Of the client's messages, those that reverse an earlier decision.
-- unit: share
-- fold: ratio
-- worse: higher
-- source: M11 B19
SELECT
    freelancer, client, month, NULL AS currency,
    COUNT(*) FILTER (WHERE reversal) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    COALESCE(MAX(key) FILTER (WHERE reversal), MAX(key)) AS ref
FROM said
WHERE incoming
GROUP BY freelancer, client, month
