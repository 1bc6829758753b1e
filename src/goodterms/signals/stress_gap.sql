-- question: how much of the stress is the client and how much the work?
-- definition: The mean of stress about the client less stress about the work, -4 to 4, where both were
--   rated on one day.
-- unit: rating
-- fold: ratio
-- worse: higher
-- source: M17
WITH ranked AS (
    SELECT
        freelancer, client, key, client_stress - work_stress AS rating,
        CAST(date_trunc('month', day) AS DATE) AS month,
        ROW_NUMBER() OVER (
            PARTITION BY freelancer, client, date_trunc('month', day)
            ORDER BY client_stress - work_stress DESC, key
        ) AS place
    FROM feelings
    WHERE client_stress IS NOT NULL AND work_stress IS NOT NULL
)
SELECT
    freelancer, client, month, NULL AS currency,
    SUM(rating) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    MAX(key) FILTER (WHERE place = 1) AS ref
FROM ranked
GROUP BY freelancer, client, month
