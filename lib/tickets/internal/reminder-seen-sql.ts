import { Prisma } from "@/lib/db/generated/client";

/**
 * The steps of open reminders whose person has read, in the ticket's group, the line by which they were told. A step and its
 * line are of one transaction, and so of one time.
 */
export const seenStepsSql = Prisma.sql`
  SELECT s.reminder_id, s.person_id
  FROM reminder r
  JOIN reminder_step s ON s.reminder_id = r.id AND s.person_id IS NOT NULL
  JOIN ticket t ON t.id = r.ticket_id
  JOIN group_member m ON m.group_id = t.group_id AND m.person_id = s.person_id
  JOIN mention n ON n.group_id = t.group_id AND n.person_id = s.person_id AND n.sequence <= m.read_sequence
    AND n.created_at = s.decided_at
  JOIN message l ON l.id = n.message_id AND l.notice ->> 'kind' LIKE 'reminder.%'
  WHERE r.ended_at IS NULL`;
