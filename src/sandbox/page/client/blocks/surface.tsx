import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { Answered, Filling, Fillings, Offered } from '../../protocol.ts';

/** What blocks can do where they stand: a message, a dialog, the Home tab. */
export type Surface = {
  filled: Fillings;
  fill: (blockId: string, actionId: string, given: Filling) => void;
  /** Uses an element, with what is filled in elsewhere. */
  use: (blockId: string, actionId: string, given?: Filling) => Promise<void>;
  /** Keeps a picked file, and says its id. */
  pick: (file: File) => Promise<string | undefined>;
  /** Choices that the app looks up for what is typed. */
  suggest: (actionId: string, typed: string) => Promise<readonly Offered[]>;
  /** The element that is under way, `block_id/action_id`. */
  busy: string | undefined;
  errors: Readonly<Record<string, string>>;
};

const still: Surface = { filled: {}, fill: () => undefined, use: () => Promise.resolve(), pick: () => Promise.resolve(undefined), suggest: () => Promise.resolve([]), busy: undefined, errors: {} };
const SurfaceContext = createContext<Surface>(still);
export const useSurface = (): Surface => useContext(SurfaceContext);

const NO_ERRORS = {};
export type SurfaceProps = {
  act: (blockId: string, actionId: string, given: Filling | undefined, filled: Fillings) => Promise<Answered>;
  pick?: (file: File) => Promise<string | undefined>;
  suggest?: Surface['suggest'];
  errors?: Readonly<Record<string, string>>;
  /** Told of everything that is filled in. */
  onFilled?: (filled: Fillings) => void;
  children: (problem: string | undefined) => ReactNode;
};

/** Blocks that can be used. What is filled in stays while the surface does. */
export const SurfaceProvider = ({ act, pick = still.pick, suggest = still.suggest, errors = NO_ERRORS, onFilled, children }: SurfaceProps) => {
  const [filled, setFilled] = useState<Fillings>({});
  const [busy, setBusy] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const surface = useMemo((): Surface => ({
    filled, busy, errors, pick, suggest,
    fill: (blockId, actionId, given) => {
      const next = { ...filled, [blockId]: { ...filled[blockId], [actionId]: given } };
      setFilled(next);
      onFilled?.(next);
    },
    use: async (blockId, actionId, given) => {
      setBusy(`${blockId}/${actionId}`);
      setProblem(undefined);
      const answered = await act(blockId, actionId, given, filled);
      setProblem(answered.problem);
      setBusy(undefined);
    },
  }), [filled, busy, errors, pick, suggest, act, onFilled]);
  return <SurfaceContext.Provider value={surface}>{children(problem)}</SurfaceContext.Provider>;
};
