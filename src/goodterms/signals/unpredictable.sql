-- question: How hard is it to foresee what mood the client will be in?
-- definition: The mean of the ratings of unpredictability, 0 to 4.
-- unit: rating
-- fold: ratio
-- worse: higher
-- source: M19
WITH ranked AS (
    SELECT
        freelancer, client, key, unpredictable AS rating,
        CAST(date_trunc('month', day) AS DATE) AS month,
        ROW_NUMBER() OVER (
            PARTITION BY freelancer, client, date_trunc('month', day) ORDER BY unpredictable DESC, key
        ) AS place
    FROM feelings
    WHERE unpredictable IS NOT NULL
)
SELECT
    freelancer, client, month, NULL AS currency,
    SUM(rating) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    MAX(key) FILTER (WHERE place = 1) AS ref
FROM ranked
GROUP BY freelancer, client, month
