-- AlterTable
ALTER TABLE "rate_limits" ADD COLUMN     "recent" TIMESTAMPTZ(6)[] DEFAULT ARRAY[]::TIMESTAMPTZ(6)[];
