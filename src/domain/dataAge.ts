/**
 * How old what is shown is: `at`, when a source last told all it had, if any ever did. `late`: a source that should have told more since has not.
 * `heard`: when a source that only tells what happens last told something; its silence does not make anything late.
 */
export type DataAge = { at: Date | undefined; late: boolean; heard?: Date | undefined };
