-- Answers of either side in a thread, and how long what waited there took to be answered: from the first
-- message that waits to the next one of the other side. Thanks alone wait for nothing; after more than 30 days
-- it is no answer. Only for the client's answers days that are set aside do not count.
WITH turned AS (
    SELECT
        freelancer, client, month, key, minute, counted, thread, incoming,
        NOT thanks OR request OR chaser OR clear OR vague OR out_of_scope AS waits,
        COALESCE(SUM(CASE WHEN incoming THEN 0 ELSE 1 END) OVER (
            PARTITION BY freelancer, client, thread ORDER BY minute, key
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0) AS my_turn,
        COALESCE(SUM(CASE WHEN incoming THEN 1 ELSE 0 END) OVER (
            PARTITION BY freelancer, client, thread ORDER BY minute, key
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0) AS their_turn
    FROM said
), answered AS (
    SELECT
        freelancer, client, thread, FALSE AS incoming,
        MIN(CASE WHEN incoming AND waits THEN minute END) AS asked,
        MIN(CASE WHEN NOT incoming THEN minute END) AS told,
        MIN(CASE WHEN NOT incoming THEN key END) AS key,
        MIN(CASE WHEN NOT incoming THEN month END) AS month
    FROM turned
    GROUP BY freelancer, client, thread, my_turn
    UNION ALL
    SELECT
        freelancer, client, thread, TRUE AS incoming,
        MIN(CASE WHEN NOT incoming AND waits THEN counted END) AS asked,
        MIN(CASE WHEN incoming THEN counted END) AS told,
        MIN(CASE WHEN incoming THEN key END) AS key,
        MIN(CASE WHEN incoming THEN month END) AS month
    FROM turned
    GROUP BY freelancer, client, thread, their_turn
)
SELECT
    freelancer, client, incoming, month, key, told - asked AS took,
    ROW_NUMBER() OVER (
        PARTITION BY freelancer, client, incoming, month ORDER BY told - asked DESC, key
    ) = 1 AS slowest
FROM answered
WHERE told - asked BETWEEN 0 AND 30 * 1440
