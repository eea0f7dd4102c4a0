import { Blocks } from '../blocks/blocks.tsx';
import { SurfaceProvider } from '../blocks/surface.tsx';
import { usePage } from './actions.ts';

/** The app's Home tab. */
export const HomeTab = () => {
  const { screen, act } = usePage();
  const { home } = screen;
  if (!home) return <div className="home empty"><p>Nothing here yet.</p></div>;
  return (
    <div className="home" role="region" aria-label="Home" tabIndex={0}>
      <SurfaceProvider key={home.id} act={(blockId, actionId, given, filled) =>
        act({ kind: 'use', on: { kind: 'view', id: home.id }, blockId, actionId, filled, ...(given !== undefined && { given }) })}>
        {(problem) => <><Blocks blocks={home.blocks} />{problem !== undefined && <p className="error" role="alert">⚠ {problem}</p>}</>}
      </SurfaceProvider>
    </div>
  );
};
