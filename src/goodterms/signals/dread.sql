-- question: How much do I dread hearing from this client?
-- definition: The mean of the dread ratings, 0 to 4. A hint to take stock, never a verdict.
-- unit: rating
-- fold: ratio
-- worse: higher
-- source: M21 M22
SELECT
    freelancer, client, month, NULL AS currency,
    SUM(rating) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    MAX(key) FILTER (WHERE worst) AS ref
FROM rated
WHERE what = 'dread'
GROUP BY freelancer, client, month
