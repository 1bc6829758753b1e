-- question: How much does the work for this client weigh on me?
-- definition: The mean of the ratings of stress about the work, 0 to 4: what stress about the client is
--   held against.
-- unit: rating
-- fold: ratio
-- worse: neither
-- source: M17
WITH ranked AS (
    SELECT
        freelancer, client, key, work_stress AS rating,
        CAST(date_trunc('month', day) AS DATE) AS month,
        ROW_NUMBER() OVER (
            PARTITION BY freelancer, client, date_trunc('month', day) ORDER BY work_stress DESC, key
        ) AS place
    FROM feelings
    WHERE work_stress IS NOT NULL
)
SELECT
    freelancer, client, month, NULL AS currency,
    SUM(rating) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    MAX(key) FILTER (WHERE place = 1) AS ref
FROM ranked
GROUP BY freelancer, client, month
