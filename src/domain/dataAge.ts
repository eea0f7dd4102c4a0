/** How old what is shown is: `at`, when a source last told all it had. `late`: a source that should have told more since has not. */
export type DataAge = { at: Date; late: boolean };
