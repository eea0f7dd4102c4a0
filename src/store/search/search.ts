import type { Search } from '../../usecases/ports/search.ts';
import type { Database } from '../database.ts';
import { alike } from './alike.ts';
import { each } from './each.ts';
import { having } from './having.ts';
import { sentBy } from './sentBy.ts';

export const search = (database: Database): Search => ({ each: each(database), having: having(database), sentBy: sentBy(database), alike: alike(database) });
