import { answerQuestions } from '../helper/answerQuestions.ts'
import { openSearch } from './openSearch.ts'

/** @file The process that embeds pictures of one's own and searches for their like. */

answerQuestions(openSearch().search)
