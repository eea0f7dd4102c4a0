/** What of undici is used, in a module that can be loaded by itself: a bundle gives a package that is loaded late no names. */
export { Agent, request } from 'undici';
