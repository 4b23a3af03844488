/** What of an output the features are. */
export type Take = 'row' | 'classToken'
