-- AlterTable
ALTER TABLE "living_messages" ADD COLUMN     "for_member_ids" UUID[] DEFAULT ARRAY[]::UUID[];
