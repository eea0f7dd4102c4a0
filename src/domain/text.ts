/** Letters and digits only, lower case: how names of statuses, kinds and columns are compared, "case- and punctuation-insensitively". */
export const foldKey = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** How text is searched: lower case, without accents, single spaces, plain apostrophes. What is stored for searching and what is typed pass through here alike. */
export const foldText = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[‘’ʼ‛]/gu, "'").toLowerCase().replace(/[\s\p{C}]+/gu, ' ').trim();

/** What somebody typed, without the one character that PostgreSQL cannot hold. */
export const withoutNul = (text: string): string => text.replaceAll('\0', '');

/** One e-mail address as a key: trimmed, lower case. */
export const foldEmail = (email: string): string => email.trim().toLowerCase();

/** A tracking number as a key: upper case, without the spaces and dashes people put into it. */
export const foldTracking = (number: string): string => number.toUpperCase().replace(/[^\p{L}\p{N}]+/gu, '');
