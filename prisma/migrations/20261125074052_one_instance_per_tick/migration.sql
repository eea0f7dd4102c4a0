-- CreateTable
CREATE TABLE "job_ticks" (
    "job" TEXT NOT NULL,
    "tick" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "job_ticks_pkey" PRIMARY KEY ("job","tick")
);
