import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { Gallery } from './wall.tsx';

// The page's policy lets nothing be evaluated, and zod need not try.
z.config({ jitless: true });

const root = document.querySelector('#page');
if (root) createRoot(root).render(<Gallery />);
