import { join } from 'node:path'

/** Where what is computed once for a run is kept. */
export const preparedFolder = (run: string): string => join(run, 'studio', 'prepared')
