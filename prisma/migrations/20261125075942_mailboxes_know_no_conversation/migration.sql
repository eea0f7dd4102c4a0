-- AlterTable
ALTER TABLE "mailboxes" DROP COLUMN "channel";
