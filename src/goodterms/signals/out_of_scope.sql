-- question: How often does the client ask for work that was not agreed?
-- definition: Of the client's messages, those that ask for work outside what was agreed.
-- unit: share
-- fold: ratio
-- worse: higher
-- source: M10
SELECT
    freelancer, client, month, NULL AS currency,
    COUNT(*) FILTER (WHERE out_of_scope) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    COALESCE(MAX(key) FILTER (WHERE out_of_scope), MAX(key)) AS ref
FROM said
WHERE incoming
GROUP BY freelancer, client, month
