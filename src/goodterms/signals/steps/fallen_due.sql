-- Invoices whose due date has passed and nobody disputes: how late each is, or was when it was settled. Days
-- that are set aside for the client do not count.
-- Where no payment by anybody is known, nobody can tell which are unpaid.
SELECT
    invoices.freelancer, invoices.client, invoices.key, invoices.currency, invoices.due,
    invoices.minor, invoices.settled_on, me.as_of, me.grace_days, me.payments_known,
    CAST(date_trunc('month', invoices.due) AS DATE) AS month,
    days_between(invoices.due, COALESCE(invoices.settled_on, me.as_of)) - invoices.aside_days AS days_late,
    CASE WHEN invoices.settled_on IS NULL THEN invoices.minor - invoices.paid_minor ELSE 0 END AS open_minor
FROM invoices
JOIN me ON me.freelancer = invoices.freelancer
WHERE invoices.due < me.as_of AND NOT invoices.disputed AND invoices.minor > 0
