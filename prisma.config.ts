import { defineConfig } from 'prisma/config';

// The Prisma command line downloads its schema engine even for commands that never run it. Any existing file satisfies it for
// those; for commands that do need the engine the variable stays as the operator set it.
const needsNoEngine = ['generate', 'validate', 'format'].some((command) => process.argv.includes(command));
if (needsNoEngine) process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;

const url = process.env['DATABASE_URL'];

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(url === undefined ? {} : { datasource: { url } }),
});
