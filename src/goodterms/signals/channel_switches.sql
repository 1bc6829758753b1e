-- question: Do answers go the way the messages came?
-- definition: Of the messages of either side that answer one of the other's, the share that goes another way:
--   by e-mail where the other wrote in a chat, and so on. A message answers what the other wrote last, by the
--   same way if that is within 7 days, else by any within 7 days.
-- unit: share
-- fold: ratio
-- worse: neither
-- source: M32
WITH turned AS (
    SELECT
        freelancer, client, month, key, incoming,
        LAG(incoming) OVER (PARTITION BY freelancer, client ORDER BY minute, key) AS before_any,
        minute - LAG(minute) OVER (PARTITION BY freelancer, client ORDER BY minute, key) AS since_any,
        LAG(incoming) OVER (PARTITION BY freelancer, client, channel ORDER BY minute, key) AS before_here,
        minute - LAG(minute) OVER (PARTITION BY freelancer, client, channel ORDER BY minute, key) AS since_here
    FROM said
), answers AS (
    SELECT
        freelancer, client, month, key,
        COALESCE(before_here <> incoming AND since_here <= 7 * 1440, FALSE) AS stays,
        COALESCE(before_any <> incoming AND since_any <= 7 * 1440, FALSE) AS follows
    FROM turned
)
SELECT
    freelancer, client, month, NULL AS currency,
    COUNT(*) FILTER (WHERE NOT stays) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    COALESCE(MAX(key) FILTER (WHERE NOT stays), MAX(key)) AS ref
FROM answers
WHERE stays OR follows
GROUP BY freelancer, client, month
