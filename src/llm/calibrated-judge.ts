import { type Calibration, calibrated } from '../coaching/calibration.ts'
import type { JudgeModel } from './minds.ts'

/** A judge whose judgements, once its samples are one, say what is known of it; with people's ratings of it, its scores are adjusted. */
export const calibratedJudge = (judge: JudgeModel, known: Calibration | undefined): JudgeModel => ({
  ...judge,
  async judge(request, signal) {
    const { judgement, usage } = await judge.judge(request, signal)
    return { judgement: calibrated(judgement, request.coach, request.rounds, known), usage }
  },
})
