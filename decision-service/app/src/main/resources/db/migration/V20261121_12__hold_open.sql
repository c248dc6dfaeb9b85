-- What is in the queue and not ended there: little, of all that was ever held.
create index hold_open on hold (decision_id) where approval_status in ('PENDING', 'APPROVED');
