-- AlterTable
ALTER TABLE "sources" ADD COLUMN     "heard_at" TIMESTAMPTZ(3);
