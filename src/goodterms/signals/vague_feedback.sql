-- question: How much of the client's feedback says nothing one can act on?
-- definition: Of the client's messages that give feedback, vague or clear, those that are only vague. A
--   message that is both counts as clear: criticism that can be acted on is not vague.
-- unit: share
-- fold: ratio
-- worse: higher
-- source: M11 B19
SELECT
    freelancer, client, month, NULL AS currency,
    COUNT(*) FILTER (WHERE vague AND NOT clear) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    COALESCE(MAX(key) FILTER (WHERE vague AND NOT clear), MAX(key)) AS ref
FROM said
WHERE incoming AND (vague OR clear)
GROUP BY freelancer, client, month
