/** @file What a worker thread of a loader runs. */
import { parentPort, workerData } from 'node:worker_threads'
import { augmentOf } from '../augment/augmentOf.ts'
import type { Duty } from './messages.ts'
import { serve } from './serve.ts'

const duty = workerData as Duty
serve(parentPort!, duty, augmentOf(duty.recipe))
