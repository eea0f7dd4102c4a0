import type { Once } from '../usecases/ports/once.ts';
import { sql, time } from './database.ts';
import type { PrismaClient } from './generated/client.ts';

export const once = (database: PrismaClient): Once => ({
  take: async (workspace, key, now, until) => {
    const taken = await database.$executeRaw(sql`INSERT INTO taken_once AS known (workspace_id, key, until) VALUES (${workspace}::uuid, ${key}, ${time(until)})
      ON CONFLICT (workspace_id, key) DO UPDATE SET until = excluded.until WHERE known.until <= ${time(now)}`);
    return taken === 1;
  },
  giveBack: async (workspace, key) => void (await database.$executeRaw(sql`DELETE FROM taken_once WHERE workspace_id = ${workspace}::uuid AND key = ${key}`)),
  purge: async (before) => void (await database.$executeRaw(sql`DELETE FROM taken_once WHERE until < ${time(before)}`)),
});
