export { type AsOfReport, ForecastFileError, forecastAsOf } from './as-of.ts';
export { openClassifier } from './classifier.ts';
export { forecasterOver, openCurrentForecaster } from './current.ts';
export {
  type CoveredRow,
  contactsOf,
  discover,
  documentOf,
  findOpportunity,
  historySource,
  listOpportunities,
  type Opportunity,
  opportunityRoutes,
  renderDiscovery,
  replaceOpportunities,
  type Searched,
  situationWords,
  sourceOf,
} from './discover/index.ts';
export { evaluationDocument, FIGURES_CSS } from './draw/document.tsx';
export { EvaluationFigures } from './draw/evaluation.tsx';
export { evaluateForecast } from './evaluate.ts';
export { fitClassifier } from './fit-classifier.ts';
export { type KeptEvaluation, keepEvaluation, keptEvaluation, type ModelInUse, modelInUse } from './kept.ts';
export type { ClassScores, YesScores } from './metrics.ts';
export { partsOf, phrase } from './phrase.ts';
export { renderEvaluation } from './render.ts';
export { forecastRoutes } from './routes.ts';
export { Rows } from './rows.ts';
export { situation, situations } from './situation.ts';
export {
  loadForecaster,
  saveForecaster,
  type Trained,
  TrainingError,
  type TrainOptions,
  type TrainProgress,
  trainForecaster,
} from './train.ts';
export type {
  Beside,
  Evaluation,
  Features,
  Forecast,
  Forecaster,
  Situation,
  TrainingReport,
} from './types.ts';
