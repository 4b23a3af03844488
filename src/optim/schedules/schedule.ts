/** The learning rate of a step, counted from 0: a pure function, so that a run goes on anywhere. */
export type Schedule = (step: number) => number
