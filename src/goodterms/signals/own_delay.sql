-- question: How long do you take to answer this client?
-- definition: Days from the first message of the client that waits in a thread to your next message there, on
--   average. Thanks alone wait for nothing, and what comes after more than 30 days is no answer. What was
--   never answered is not in it.
-- unit: days
-- fold: ratio
-- worse: neither
-- source: M21
SELECT
    freelancer, client, month, NULL AS currency,
    SUM(took) / 1440e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    MAX(key) FILTER (WHERE slowest) AS ref
FROM turns
WHERE NOT incoming
GROUP BY freelancer, client, month
