-- question: How hard is it to foresee what mood the client will be in?
-- definition: The mean of the ratings of unpredictability, 0 to 4.
-- unit: rating
-- fold: ratio
-- worse: higher
-- source: M19
SELECT
    freelancer, client, month, NULL AS currency,
    SUM(rating) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    MAX(key) FILTER (WHERE worst) AS ref
FROM rated
WHERE what = 'unpredictable'
GROUP BY freelancer, client, month
