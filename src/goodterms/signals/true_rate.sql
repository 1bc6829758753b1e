-- question: What does an hour for this client really bring?
-- definition: Cash received, less what was spent on it, for every hour of work, billed or not. Cash for an
--   invoice counts in the month it was issued, other cash in the month it came, a cost in the month it
--   was made; an invoice past its due date and unpaid brings 0. VAT is taken off where every invoice that
--   something came in for says it; a payment that settles none carries as much of it as that client's
--   invoices. Mail on days without a mail entry for that client is added at 3 minutes a message (1 at
--   least, 6 at most: the interval). Work after the latest invoice that is due or settled is not
--   counted yet, nor is cash from before any time was kept. Silent for a client without hours, or
--   billed in several currencies, and for everybody where no payment at all is known.
-- unit: money_per_hour
-- fold: ratio
-- worse: lower
-- source: M15 B1 T7
WITH money AS (
    SELECT
        invoices.freelancer, client, issued AS day, invoices.currency, own_minor AS minor, key,
        TRUE AS billed
    FROM invoices
    JOIN me ON me.freelancer = invoices.freelancer
    WHERE payments_known AND (due < as_of OR settled_on IS NOT NULL)
    UNION ALL
    SELECT freelancer, client, paid_on AS day, currency, own_minor AS minor, key, FALSE AS billed
    FROM payments
    WHERE unmatched_minor <> 0
), bounds AS (
    SELECT
        freelancer, client,
        COALESCE(MAX(day) FILTER (WHERE billed), MAX(day)) AS until,
        MIN(currency) AS currency
    FROM money
    GROUP BY freelancer, client
    HAVING COUNT(DISTINCT currency) = 1
), kept AS (
    SELECT freelancer, client, MIN(MIN(month)) OVER (PARTITION BY freelancer) AS since
    FROM worked
    GROUP BY freelancer, client
), mail_days AS (
    SELECT DISTINCT freelancer, client, day FROM worked WHERE activity = 'email'
), items AS (
    SELECT freelancer, client, day, minor, 0 AS low, 0 AS mid, 0 AS high, key, 1 AS seen, FALSE AS longest
    FROM money
    UNION ALL
    SELECT
        freelancer, client, day, 0 AS minor, minutes AS low, minutes AS mid, minutes AS high, key, 1 AS seen,
        longest
    FROM worked
    UNION ALL
    SELECT
        expenses.freelancer, expenses.client, day, -minor AS minor, 0 AS low, 0 AS mid, 0 AS high,
        CAST(NULL AS BIGINT) AS key, 0 AS seen, FALSE AS longest
    FROM expenses
    JOIN bounds
        ON bounds.freelancer = expenses.freelancer
        AND bounds.client = expenses.client
        AND bounds.currency = expenses.currency
    UNION ALL
    SELECT
        said.freelancer, said.client, said.day, 0 AS minor, 1 AS low, 3 AS mid, 6 AS high, said.key,
        0 AS seen, FALSE AS longest
    FROM said
    LEFT JOIN mail_days
        ON mail_days.freelancer = said.freelancer
        AND mail_days.client = said.client
        AND mail_days.day = said.day
    WHERE NOT said.incoming AND mail_days.day IS NULL
)
SELECT
    items.freelancer, items.client, CAST(date_trunc('month', items.day) AS DATE) AS month, bounds.currency,
    SUM(items.minor) * 1e0 AS part,
    SUM(items.mid) / 60e0 AS whole,
    SUM(items.seen) AS observations,
    COALESCE(MAX(items.key) FILTER (WHERE items.longest), MAX(items.key)) AS ref,
    SUM(items.low) / 60e0 AS whole_low,
    SUM(items.high) / 60e0 AS whole_high
FROM items
JOIN bounds ON bounds.freelancer = items.freelancer AND bounds.client = items.client
JOIN kept ON kept.freelancer = items.freelancer AND kept.client = items.client
WHERE items.day <= bounds.until AND items.day >= kept.since
GROUP BY items.freelancer, items.client, date_trunc('month', items.day), bounds.currency
