-- question: How often does this client say softly what they ask or judge?
-- definition: Of the client's messages that ask for something or say what is right or wrong, those
--   that soften it: "perhaps", "if you have a moment", "a little too dark". Neither soft nor plain words are
--   better; what is plain to one is harsh to another.
-- unit: share
-- fold: ratio
-- worse: neither
-- source: M32
SELECT
    freelancer, client, month, NULL AS currency,
    COUNT(*) FILTER (WHERE softened) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    COALESCE(MAX(key) FILTER (WHERE softened), MAX(key)) AS ref
FROM said
WHERE incoming AND (request OR out_of_scope OR chaser OR reversal OR vague OR clear)
GROUP BY freelancer, client, month
