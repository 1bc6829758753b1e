-- question: How long does this client take to answer you?
-- definition: Days from your first message that waits in a thread to the client's next message there, on
--   average, by the same rule as `own_delay`: thanks alone wait for nothing, and what comes after more than
--   30 days is no answer. What was never answered is not in it. Days set aside for the client do not count.
-- unit: days
-- fold: ratio
-- worse: neither
-- source: M32
SELECT
    freelancer, client, month, NULL AS currency,
    SUM(took) / 1440e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    MAX(key) FILTER (WHERE slowest) AS ref
FROM turns
WHERE incoming
GROUP BY freelancer, client, month
