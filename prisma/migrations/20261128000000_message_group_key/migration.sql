-- That a message's group exists follows from its sender's membership; checking it twice cost the message path 7 µs a message.
-- DropForeignKey
ALTER TABLE "message" DROP CONSTRAINT "message_group_id_fkey";
