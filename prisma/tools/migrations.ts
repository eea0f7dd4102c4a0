/** `npm run migrations -- new NAME` writes the next migration from schema.prisma; `-- check` fails when the two have drifted apart. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { drift, MIGRATIONS } from './schemaEngine.ts';

const [verb, name] = process.argv.slice(2);
const sql = await drift();

if (verb === 'check') {
  if (sql) console.error(`schema.prisma and prisma/migrations have drifted apart. What is missing:\n\n${sql}`);
  else console.log('schema.prisma and prisma/migrations agree');
  process.exit(sql ? 1 : 0);
}
if (verb !== 'new' || !name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('usage: npm run migrations -- new name_in_snake_case | check');
  process.exit(2);
}
if (!sql) {
  console.log('schema.prisma has nothing that the migrations do not have');
  process.exit(0);
}
const folder = path.join(MIGRATIONS, `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}_${name}`);
mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, 'migration.sql'), sql);
console.log(`wrote ${folder}: read it, and add what the schema cannot say`);
process.exit(0);
