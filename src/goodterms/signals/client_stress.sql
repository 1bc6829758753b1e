-- question: How much does the client weigh on me?
-- definition: The mean of the ratings of stress about the client, 0 to 4.
-- unit: rating
-- fold: ratio
-- worse: higher
-- source: M17
SELECT
    freelancer, client, month, NULL AS currency,
    SUM(rating) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    MAX(key) FILTER (WHERE worst) AS ref
FROM rated
WHERE what = 'client_stress'
GROUP BY freelancer, client, month
