-- question: How long do you take to answer this client?
-- definition: Days from the first message of the client that waits in a thread to your next message there, on
--   average. Thanks alone wait for nothing, and what comes after more than 30 days is no answer. What was
--   never answered is not in it.
-- unit: days
-- fold: ratio
-- worse: neither
-- source: M21
WITH turned AS (
    SELECT
        freelancer, client, month, key, minute, thread, incoming,
        NOT thanks OR request OR chaser OR clear OR vague OR out_of_scope AS waits,
        COALESCE(SUM(CASE WHEN incoming THEN 0 ELSE 1 END) OVER (
            PARTITION BY freelancer, client, thread ORDER BY minute, key
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0) AS turn
    FROM said
), answered AS (
    SELECT
        freelancer, client, thread, turn,
        MIN(CASE WHEN incoming AND waits THEN minute END) AS asked,
        MIN(CASE WHEN NOT incoming THEN minute END) AS told,
        MIN(CASE WHEN NOT incoming THEN key END) AS key,
        MIN(CASE WHEN NOT incoming THEN month END) AS month
    FROM turned
    GROUP BY freelancer, client, thread, turn
), timed AS (
    SELECT
        freelancer, client, month, key, told - asked AS took,
        ROW_NUMBER() OVER (PARTITION BY freelancer, client, month ORDER BY told - asked DESC, key) AS place
    FROM answered
    WHERE told - asked BETWEEN 0 AND 30 * 1440
)
SELECT
    freelancer, client, month, NULL AS currency,
    SUM(took) / 1440e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    MAX(CASE WHEN place = 1 THEN key END) AS ref
FROM timed
GROUP BY freelancer, client, month
