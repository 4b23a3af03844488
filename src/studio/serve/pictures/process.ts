import { answerQuestions } from '../helper/answerQuestions.ts'
import { openPictures } from './pictureOf.ts'

/** @file The process that decodes images of datasets. */

answerQuestions(openPictures())
