-- question: How often is the client hostile?
-- definition: Of the client's messages, those with contempt, insult or a threat.
-- unit: share
-- fold: ratio
-- worse: higher
-- source: M35 T15
SELECT
    freelancer, client, month, NULL AS currency,
    COUNT(*) FILTER (WHERE hostile OR threat) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    COALESCE(MAX(key) FILTER (WHERE hostile OR threat), MAX(key)) AS ref
FROM said
WHERE incoming
GROUP BY freelancer, client, month
