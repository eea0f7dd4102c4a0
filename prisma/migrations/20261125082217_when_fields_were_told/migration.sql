-- AlterTable
ALTER TABLE "sends" ADD COLUMN     "told_before" JSONB NOT NULL DEFAULT '{}';
