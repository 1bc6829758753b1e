-- question: Are the easier ways to pay that you offer refused?
-- definition: Of your messages that offer an easier way to pay, those after which the client refused a way to
--   pay before your next offer, within 30 days.
-- unit: share
-- fold: ratio
-- worse: higher
-- source: M25
WITH spoken AS (
    SELECT
        freelancer, client, month, key, minute, incoming, refused_method,
        SUM(CASE WHEN easier_payment AND NOT incoming THEN 1 ELSE 0 END) OVER (
            PARTITION BY freelancer, client ORDER BY minute, key
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS offer,
        easier_payment AND NOT incoming AS offers
    FROM said
), answered AS (
    SELECT
        freelancer, client, offer,
        MIN(CASE WHEN offers THEN minute END) AS offered,
        MIN(CASE WHEN offers THEN key END) AS key,
        MIN(CASE WHEN offers THEN month END) AS month,
        MIN(CASE WHEN incoming AND refused_method THEN minute END) AS refused,
        MIN(CASE WHEN incoming AND refused_method THEN key END) AS refusal
    FROM spoken
    WHERE offer > 0
    GROUP BY freelancer, client, offer
), judged AS (
    SELECT
        freelancer, client, month, key, refusal,
        COALESCE(refused - offered <= 30 * 1440, FALSE) AS is_refused
    FROM answered
)
SELECT
    freelancer, client, month, NULL AS currency,
    COUNT(*) FILTER (WHERE is_refused) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    COALESCE(MAX(refusal) FILTER (WHERE is_refused), MAX(key)) AS ref
FROM judged
GROUP BY freelancer, client, month
