import type { RunDetail } from './api.ts'

/** The place among a run's columns of the label that it is judged by; -1 where it is none of them. */
export const judgedPlace = ({ columns, evaluateLabel }: Pick<RunDetail, 'columns' | 'evaluateLabel'>): number =>
  columns.findIndex(({ role, name }) => role === 'level' && name === evaluateLabel)
