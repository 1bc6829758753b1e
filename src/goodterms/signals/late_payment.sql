-- question: How late does the client's money come?
-- definition: Days past the due date, weighted by money: every part of an invoice counts with the days
--   it came late (early counts as 0), and what is still open with the days up to today. Over all
--   invoices past their due date that are not disputed; days set aside for the client do not count.
-- unit: days
-- fold: ratio
-- worse: higher
-- source: M12 M23 T6
WITH pieces AS (
    SELECT
        due.freelancer, due.client, due.currency, due.month, due.key, paid.minor,
        GREATEST(days_between(due.due, paid.paid_on) - paid.aside_days, 0) AS late
    FROM fallen_due due
    JOIN settlements paid
        ON paid.freelancer = due.freelancer AND paid.invoice = due.key AND paid.currency = due.currency
    WHERE paid.minor > 0
    UNION ALL
    SELECT freelancer, client, currency, month, key, open_minor AS minor, days_late AS late
    FROM fallen_due
    WHERE open_minor > 0 AND payments_known
), weighed AS (
    SELECT
        freelancer, client, currency, month, key,
        SUM(late * (minor * 1e0)) AS delay,
        SUM(minor * 1e0) AS weight
    FROM pieces
    GROUP BY freelancer, client, currency, month, key
), ranked AS (
    SELECT
        weighed.*,
        ROW_NUMBER() OVER (
            PARTITION BY freelancer, client, currency, month ORDER BY delay DESC, key
        ) AS place
    FROM weighed
)
SELECT
    freelancer, client, month, currency,
    SUM(delay) AS part,
    SUM(weight) AS whole,
    COUNT(*) AS observations,
    MAX(key) FILTER (WHERE place = 1) AS ref
FROM ranked
GROUP BY freelancer, client, month, currency
