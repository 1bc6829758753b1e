-- question: How often do you have to ask again for what you need?
-- definition: Of the times you asked the client for something in a thread, those where you had to ask again
--   before the client's next message there. Reminders of payment are not in it.
-- unit: share
-- fold: ratio
-- worse: neither
-- source: M33
WITH turned AS (
    SELECT
        freelancer, client, month, key, minute, thread,
        NOT incoming AND request AND NOT chaser AND NOT payment_reminder AS asks,
        NOT incoming AND chaser AND NOT payment_reminder AS again,
        COALESCE(SUM(CASE WHEN incoming THEN 1 ELSE 0 END) OVER (
            PARTITION BY freelancer, client, thread ORDER BY minute, key
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0) AS turn
    FROM said
), asked AS (
    SELECT
        freelancer, client,
        MIN(CASE WHEN asks THEN month END) AS month,
        MIN(CASE WHEN asks THEN minute END) AS asked_at,
        MAX(CASE WHEN again THEN minute END) AS again_at,
        MIN(CASE WHEN asks THEN key END) AS key,
        MAX(CASE WHEN again THEN key END) AS again_key
    FROM turned
    GROUP BY freelancer, client, thread, turn
), judged AS (
    SELECT freelancer, client, month, key, again_key, COALESCE(again_at > asked_at, FALSE) AS was_repeated
    FROM asked
    WHERE asked_at IS NOT NULL
)
SELECT
    freelancer, client, month, NULL AS currency,
    COUNT(*) FILTER (WHERE was_repeated) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    COALESCE(MAX(again_key) FILTER (WHERE was_repeated), MAX(key)) AS ref
FROM judged
GROUP BY freelancer, client, month
