-- question: How often is the client irritated?
-- definition: Of the client's messages, those in an irritated tone.
-- unit: share
-- fold: ratio
-- worse: higher
-- source: M19
SELECT
    freelancer, client, month, NULL AS currency,
    COUNT(*) FILTER (WHERE irritated) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    COALESCE(MAX(key) FILTER (WHERE irritated), MAX(key)) AS ref
FROM said
WHERE incoming
GROUP BY freelancer, client, month
