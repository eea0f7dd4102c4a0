/** The document around a bundled program. Everything comes from this machine: the policy lets nothing else in. */
export const shell = (program: string, title: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="content-security-policy" content="default-src 'self'; script-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; connect-src 'self'">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/styles.css">
<title>${title.replace(/[&<>]/g, '')}</title>
</head>
<body><div id="page"></div><script type="module" src="/${program}.js"></script></body>
</html>
`;
