-- question: Does asking back make the client's feedback clearer?
-- definition: Of the client's turns in a thread that say something is not right and not what to change, and
--   that you answered, those whose next turn there is as vague. A turn is all that one side writes before the
--   other does.
-- unit: share
-- fold: ratio
-- worse: higher
-- source: M33
WITH changed AS (
    SELECT
        freelancer, client, month, key, minute, thread, incoming, vague, clear,
        CASE
            WHEN incoming = LAG(incoming) OVER (PARTITION BY freelancer, client, thread ORDER BY minute, key)
            THEN 0 ELSE 1
        END AS begins
    FROM said
), turned AS (
    SELECT
        freelancer, client, month, key, thread, vague, clear, incoming,
        SUM(begins) OVER (
            PARTITION BY freelancer, client, thread ORDER BY minute, key
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS turn
    FROM changed
), turns AS (
    SELECT
        freelancer, client, thread, turn, incoming, MIN(month) AS month,
        MAX(CASE WHEN vague THEN 1 ELSE 0 END) > MAX(CASE WHEN clear THEN 1 ELSE 0 END) AS unclear,
        COALESCE(MAX(CASE WHEN vague THEN key END), MAX(key)) AS key
    FROM turned
    GROUP BY freelancer, client, thread, turn, incoming
), followed AS (
    SELECT
        freelancer, client, month, incoming, unclear,
        LEAD(unclear, 2) OVER (PARTITION BY freelancer, client, thread ORDER BY turn) AS next_unclear,
        LEAD(key, 2) OVER (PARTITION BY freelancer, client, thread ORDER BY turn) AS next_key
    FROM turns
)
SELECT
    freelancer, client, month, NULL AS currency,
    COUNT(*) FILTER (WHERE next_unclear) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    COALESCE(MAX(next_key) FILTER (WHERE next_unclear), MAX(next_key)) AS ref
FROM followed
WHERE incoming AND unclear AND next_unclear IS NOT NULL
GROUP BY freelancer, client, month
