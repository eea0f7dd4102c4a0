import type { Answer } from './faults.ts';
import type { State } from './state.ts';

const MOST = 100;

type Paging = { page: number; perPage: number };

const pagingOf = (query: URLSearchParams): Paging => {
  const whole = (name: string, otherwise: number): number => Math.max(1, Number.parseInt(query.get(name) ?? '', 10) || otherwise);
  return { page: whole('page', 1), perPage: Math.min(MOST, whole('per_page', 10)) };
};

const paged = (name: string, total: string, items: readonly unknown[], { page, perPage }: Paging): Answer => ({
  status: 200,
  body: { current_page: page, per_page: perPage, [total]: items.length, [name]: items.slice((page - 1) * perPage, page * perPage) },
});

/** The documented routes behind `/api/v3`; undefined: there is no such route. `onPage` is told before a page of sends is looked up. */
export const answerApi = (path: string, query: URLSearchParams, state: State, onPage: (page: number) => void): Answer | undefined => {
  const paging = pagingOf(query);
  switch (path) {
    case '/me': return { status: 200, body: { id: 1, first_name: 'Ana', last_name: 'Ruiz', email: 'ana.ruiz@corp.example', role: 'admin' } };
    case '/send': {
      onPage(paging.page);
      return paged('sends', 'total_count', state.sends, paging);
    }
    case '/users': return paged('users', 'total_users', state.users, paging);
    case '/groups': return paged('groups', 'total_groups', state.groups, paging);
    case '/touches': return paged('touches', 'total_posts', state.touches, paging);
    default: {
      const [, group] = /^\/groups\/(\d+)\/members$/.exec(path) ?? [];
      return group === undefined ? undefined : { status: 200, body: state.users.filter((user) => user.team_group_id === Number(group)) };
    }
  }
};
