/** @file The public API, floor by floor from the ground up. Gathered under one name each: `ops`, the operators,
 *  `positives` and `negatives`, the rules, since both sides have an `easiest`, `reducers`, `regularizers` and `samplers`. */

// Errors, randomness, arrays

export type { Complaint } from './errors.ts'
export { NearkinError } from './errors.ts'
export type { Bounds, GivenOf, Option, Options, ValuesOf } from './option.ts'
export * as option from './option.ts'
export type { Random } from './random.ts'
export { random } from './random.ts'
export type { NumericArray } from './tensor/array.ts'
export { bools, bytes, floats, ints } from './tensor/array.ts'

// Symbolic tensors, operators and gradients

export { grad, vjp } from './autodiff/grad.ts'
export type { Operand, ReduceOptions } from './ops/factories.ts'
export type { GroupNormalizationOptions } from './ops/groupNormalization.ts'
export type { HardSigmoidOptions } from './ops/hardSigmoid.ts'
export type { Ops } from './ops/index.ts'
export * as ops from './ops/index.ts'
export type { ScatterOptions } from './ops/scatterElements.ts'
export type { Applied, Operator, Vjp } from './tensor/operator.ts'
export type { Dim, DType, Shape, Tensor, TensorType } from './tensor/tensor.ts'
export { apply, applyAll, constant, input, scalar } from './tensor/tensor.ts'

// Models, and running them

export type { EmitOptions } from './onnx/emit.ts'
export { emit } from './onnx/emit.ts'
export type { GraphAttribute, GraphBody, GraphNode, GraphValue, ModelGraph } from './onnx/graph.ts'
export type { Unreached } from './onnx/import/unreached.ts'
export type { ReadModelOptions } from './onnx/readModel.ts'
export { readModel } from './onnx/readModel.ts'
export type { Backbone, BackboneOptions } from './runtime/backbone.ts'
export { openBackbone } from './runtime/backbone.ts'
export type { Device } from './runtime/device.ts'
export { evaluate } from './runtime/evaluate.ts'
export type { Declared, Session, SessionOptions } from './runtime/session.ts'
export { openSession } from './runtime/session.ts'

// Data: from a folder to batches

export type { Embedded } from './data/arrays/embedded.ts'
export { writeEmbeddings } from './data/arrays/write.ts'
export type {
  Augment,
  AugmentStep,
  CropStep,
  Image,
  PixelStep,
  ResizeStep,
  Size,
  Window,
} from './data/augment/augment.ts'
export { augmentOf } from './data/augment/augmentOf.ts'
export type { AboutAugment, AugmentFactory } from './data/augment/defineAugment.ts'
export * as augment from './data/augment/index.ts'
export { findKnownBackbone } from './data/backbones/findKnownBackbone.ts'
export type { KnownBackbone } from './data/backbones/knownBackbone.ts'
export { knownBackbones } from './data/backbones/knownBackbones.ts'
export { readBackbones } from './data/backbones/readBackbones.ts'
export type { ResolveOptions } from './data/backbones/resolveBackbone.ts'
export { backbonePath, resolveBackbone } from './data/backbones/resolveBackbone.ts'
export { buildLevel } from './data/buildLevel.ts'
export { cacheFolder } from './data/cacheFolder.ts'
export type { BenchmarkCheck } from './data/checkBenchmark.ts'
export { checkBenchmark } from './data/checkBenchmark.ts'
export type { Dataset, Fit, ImageSource, LabelLevel, PublishedProtocol, Skipped, Split } from './data/dataset.ts'
export { labelLevel, subset } from './data/dataset.ts'
export type { DecodeOptions } from './data/decode.ts'
export { decode } from './data/decode.ts'
export type { Fold } from './data/divideClasses.ts'
export { divideClasses } from './data/divideClasses.ts'
export type { DownloadOptions } from './data/download/remote.ts'
export type { Benchmark } from './data/formats/benchmarks.ts'
export { benchmarks } from './data/formats/benchmarks.ts'
export type { ImageForm } from './data/loader/makeImage.ts'
export type { BatchPlan, Loader, LoaderOptions } from './data/loader/openLoader.ts'
export { openLoader } from './data/loader/openLoader.ts'
export { openDataset } from './data/open.ts'
export type { LoadOptions, Pixels } from './data/pixels.ts'
export { loadPixels } from './data/pixels.ts'
export type { Protocol, ProtocolOptions } from './data/protocol.ts'
export { protocol } from './data/protocol.ts'
export * as samplers from './data/samplers/index.ts'
export type { MPerClassOptions } from './data/samplers/mPerClass.ts'
export { mPerClass } from './data/samplers/mPerClass.ts'
export type { Sampler } from './data/samplers/sampler.ts'

// Distances and similarities

export type { Closeness } from './distances/closeness.ts'
export { closeness } from './distances/closeness.ts'
export { cosine } from './distances/cosine.ts'
export { dot } from './distances/dot.ts'
export { l1 } from './distances/l1.ts'
export { l2 } from './distances/l2.ts'
export type { Likeness } from './distances/likeness.ts'
export { likeness } from './distances/likeness.ts'
export type {
  AnyMeasure,
  DistanceMeasure,
  Distances,
  Measure,
  MeasureOptions,
  Similarities,
  SimilarityMeasure,
} from './distances/measure.ts'
export { snr } from './distances/snr.ts'
export { squaredL2 } from './distances/squaredL2.ts'

// Which pairs count

export type { Batch, References, Relation } from './pairs/batch.ts'
export type { Choice } from './pairs/choose.ts'
export { choose } from './pairs/choose.ts'
export type { AboutRule, RuleDefinition, RuleFactory, RuleOf } from './pairs/defineRule.ts'
export { defineRule } from './pairs/defineRule.ts'
export { farthest, nearest } from './pairs/nearest.ts'
export * as negatives from './pairs/negatives/index.ts'
export { one } from './pairs/one.ts'
export type { Pairs } from './pairs/pairs.ts'
export { pairs } from './pairs/pairs.ts'
export * as positives from './pairs/positives/index.ts'
export { pairsGiven, sharesAtLeast, sharesLabel, tripletsGiven } from './pairs/relations/index.ts'
export type {
  BoundNegativeRule,
  BoundPositiveRule,
  Candidates,
  FreeNegativeRule,
  FreePositiveRule,
  NegativeRule,
  Opposite,
  PositiveRule,
  Rules,
  Selection,
} from './pairs/rule.ts'
export { rulesOf } from './pairs/rulesOf.ts'
export type { Tuples } from './pairs/tuples.ts'
export { tuples } from './pairs/tuples.ts'
export type { TwoViewsOptions } from './pairs/twoViews.ts'
export { twoViews } from './pairs/twoViews.ts'

// Losses

export type { CrossBatchMemoryOptions } from './losses/crossBatchMemory.ts'
export { crossBatchMemory } from './losses/crossBatchMemory.ts'
export type { About, Choices, Given, LossDefinition, LossFactory, MadeLoss, Measured } from './losses/define.ts'
export { anyMeasure, defineLoss, only } from './losses/define.ts'
export type { HierarchicalLevel } from './losses/hierarchical.ts'
export { hierarchical } from './losses/hierarchical.ts'
export * from './losses/index.ts'
export type { Loss, LossOutput, LossWeights } from './losses/loss.ts'
export { pairReport } from './losses/pairReport.ts'
export type { HeadLoss } from './losses/perHead.ts'
export { perHead } from './losses/perHead.ts'
export * as reducers from './losses/reducers/index.ts'
export { mean } from './losses/reducers/mean.ts'
export { meanOfNonZero } from './losses/reducers/meanOfNonZero.ts'
export type { Reducer } from './losses/reducers/reducer.ts'
export type { RegularizedOptions } from './losses/regularized.ts'
export { regularized } from './losses/regularized.ts'
export * as regularizers from './losses/regularizers/index.ts'
export type { Regularizer } from './losses/regularizers/regularizer.ts'
export { countActive, meanDistance, shareOfActive, shareOfAnchors } from './losses/shares.ts'
export type { WeightedLoss } from './losses/weightedSum.ts'
export { weightedSum } from './losses/weightedSum.ts'

// Layers and networks

export { averagePooling } from './nn/averagePooling.ts'
export type { BatchNormOptions } from './nn/batchNorm.ts'
export { batchNorm } from './nn/batchNorm.ts'
export { branches } from './nn/branches.ts'
export type { ConvolutionOptions } from './nn/convolution.ts'
export { convolution } from './nn/convolution.ts'
export { filledWith } from './nn/filledWith.ts'
export { flat } from './nn/flat.ts'
export { flatten } from './nn/flatten.ts'
export { frozenStatistics } from './nn/frozenStatistics.ts'
export { gelu } from './nn/gelu.ts'
export type { GemPoolingOptions } from './nn/gemPooling.ts'
export { gemPooling } from './nn/gemPooling.ts'
export { globalAveragePooling } from './nn/globalAveragePooling.ts'
export { globalMaxPooling } from './nn/globalMaxPooling.ts'
export type { EmbeddingHeadOptions, Head } from './nn/heads/embeddingHead.ts'
export { embeddingHead } from './nn/heads/embeddingHead.ts'
export type { SeveralHeads } from './nn/heads/severalHeads.ts'
export { severalHeads } from './nn/heads/severalHeads.ts'
export { heNormal } from './nn/heNormal.ts'
export type { Initial } from './nn/initial.ts'
export { l2Normalize } from './nn/l2Normalize.ts'
export type { Layer, LayerOutput, Mode, Weights } from './nn/layer.ts'
export type { LayerNormOptions } from './nn/layerNorm.ts'
export { layerNorm } from './nn/layerNorm.ts'
export type { LinearOptions } from './nn/linear.ts'
export { linear } from './nn/linear.ts'
export type { MatchOptions } from './nn/matchWeights.ts'
export { matchWeights } from './nn/matchWeights.ts'
export { maxPooling } from './nn/maxPooling.ts'
export type { MultiHeadAttentionOptions } from './nn/multiHeadAttention.ts'
export { multiHeadAttention } from './nn/multiHeadAttention.ts'
export type { BatchNormMode } from './nn/networks/batchNormMode.ts'
export type { BnInceptionOptions } from './nn/networks/bnInception.ts'
export { bnInception } from './nn/networks/bnInception.ts'
export type { ImportedNetwork, ImportedNetworkOptions } from './nn/networks/importedNetwork.ts'
export { importedNetwork } from './nn/networks/importedNetwork.ts'
export type { MobileNetV2Options } from './nn/networks/mobileNetV2.ts'
export { mobileNetV2 } from './nn/networks/mobileNetV2.ts'
export type { MultilayerHeadOptions } from './nn/networks/multilayerHead.ts'
export { multilayerHead } from './nn/networks/multilayerHead.ts'
export type { ResNetDepth, ResNetOptions } from './nn/networks/resNet.ts'
export { resNet } from './nn/networks/resNet.ts'
export type { SmallConvNetOptions } from './nn/networks/smallConvNet.ts'
export { smallConvNet } from './nn/networks/smallConvNet.ts'
export type { Trunk } from './nn/networks/trunk.ts'
export type {
  ImageSize,
  VisionTransformerOptions,
  VisionTransformerSize,
} from './nn/networks/visionTransformer.ts'
export { visionTransformer } from './nn/networks/visionTransformer.ts'
export { normal } from './nn/normal.ts'
export type { PatchEmbeddingOptions } from './nn/patchEmbedding.ts'
export { patchEmbedding } from './nn/patchEmbedding.ts'
export type { MaxPoolingOptions, PoolingOptions } from './nn/pooling.ts'
export { relu } from './nn/relu.ts'
export { relu6 } from './nn/relu6.ts'
export { residual } from './nn/residual.ts'
export type { NamedLayers } from './nn/sequential.ts'
export { sequential } from './nn/sequential.ts'
export { tokenPooling } from './nn/tokenPooling.ts'
export { uniform } from './nn/uniform.ts'
export { weightless } from './nn/weightless.ts'
export { withWeights } from './nn/withWeights.ts'

// Optimizers, and the learning rate over the steps

export type { AdagradOptions } from './optim/adagrad.ts'
export { adagrad } from './optim/adagrad.ts'
export type { AdamOptions } from './optim/adam.ts'
export { adam } from './optim/adam.ts'
export { adamW } from './optim/adamW.ts'
export { clipByNorm } from './optim/clip.ts'
export type { Optimizer, Slots } from './optim/optimizer.ts'
export type { RmsPropOptions } from './optim/rmsProp.ts'
export { rmsProp } from './optim/rmsProp.ts'
export { constant as constantRate } from './optim/schedules/constant.ts'
export { cosine as cosineRate } from './optim/schedules/cosine.ts'
export { exponential as exponentialRate } from './optim/schedules/exponential.ts'
export { linearWarmup } from './optim/schedules/linearWarmup.ts'
export { oneCycle as oneCycleRate } from './optim/schedules/oneCycle.ts'
export type { Schedule } from './optim/schedules/schedule.ts'
export { step as stepRate } from './optim/schedules/step.ts'
export { withWarmup } from './optim/schedules/withWarmup.ts'
export type { SgdOptions } from './optim/sgd.ts'
export { sgd } from './optim/sgd.ts'

// Evaluation

export { averagePrecision } from './evaluate/averagePrecision.ts'
export { averagePrecisionAtR } from './evaluate/averagePrecisionAtR.ts'
export type { BootstrapInterval, BootstrapOptions } from './evaluate/bootstrap.ts'
export { bootstrap } from './evaluate/bootstrap.ts'
export type { ClassMeans } from './evaluate/classMeans.ts'
export { classMeans } from './evaluate/classMeans.ts'
export { adjustedMutualInformation } from './evaluate/clustering/adjustedMutualInformation.ts'
export { adjustedRandIndex } from './evaluate/clustering/adjustedRandIndex.ts'
export type { Contingency } from './evaluate/clustering/contingency.ts'
export { contingency } from './evaluate/clustering/contingency.ts'
export type { Clusters, KMeansOptions } from './evaluate/clustering/kMeans.ts'
export { kMeans } from './evaluate/clustering/kMeans.ts'
export { normalizedMutualInformation } from './evaluate/clustering/normalizedMutualInformation.ts'
export type { PairwiseF1 } from './evaluate/clustering/pairwiseF1.ts'
export { pairwiseF1 } from './evaluate/clustering/pairwiseF1.ts'
export { purity } from './evaluate/clustering/purity.ts'
export { effectiveRank } from './evaluate/effectiveRank.ts'
export { formatInterval } from './evaluate/formatInterval.ts'
export { holm } from './evaluate/holm.ts'
export type { Interval } from './evaluate/interval.ts'
export { interval } from './evaluate/interval.ts'
export type { ClassJudgement, Judgement, JudgeOptions, LevelJudgement } from './evaluate/judge.ts'
export { judge } from './evaluate/judge.ts'
export type { Embedded as EnsembleMember, EnsembleJudgement } from './evaluate/judgeEnsemble.ts'
export { judgeEnsemble } from './evaluate/judgeEnsemble.ts'
export type { KnnOptions } from './evaluate/knn.ts'
export { knn } from './evaluate/knn.ts'
export type { RetrievalMetric } from './evaluate/namedMetrics.ts'
export { namedMetrics } from './evaluate/namedMetrics.ts'
export { ndcg } from './evaluate/ndcg.ts'
export type { NeighbourBlock } from './evaluate/neighbours.ts'
export { neighboursOf } from './evaluate/neighbours.ts'
export { neighboursNeeded } from './evaluate/neighboursNeeded.ts'
export type { PairedBootstrap } from './evaluate/pairedBootstrap.ts'
export { pairedBootstrap } from './evaluate/pairedBootstrap.ts'
export { pairedDifference } from './evaluate/pairedDifference.ts'
export type { PairedTest } from './evaluate/pairedTest.ts'
export { pairedTest } from './evaluate/pairedTest.ts'
export { precisionAtK } from './evaluate/precisionAtK.ts'
export { recallAtK } from './evaluate/recallAtK.ts'
export { reciprocalRank } from './evaluate/reciprocalRank.ts'
export type { PerQuery, RetrievalOptions } from './evaluate/retrieval.ts'
export { retrieval } from './evaluate/retrieval.ts'
export { rPrecision } from './evaluate/rPrecision.ts'
export type { Spread } from './evaluate/spread.ts'
export { spread } from './evaluate/spread.ts'
export type { RetrievalMeans, RetrievalSummary } from './evaluate/summarize.ts'
export { summarize } from './evaluate/summarize.ts'
export type { Pairing, Tested } from './evaluate/tellApart.ts'
export { tellApart } from './evaluate/tellApart.ts'

// Training

export { withAverages } from './train/averages.ts'
export type { KeepBest } from './train/best.ts'
export type { ClassCounts } from './train/demandLabels.ts'
export type { MemoryLimits, MemoryWords } from './train/demandStepMemory.ts'
export { demandStepMemory } from './train/demandStepMemory.ts'
export type { Embedder } from './train/embedder.ts'
export { embeddingModel, followState, openEmbedder } from './train/embedder.ts'
export type { Extracted, ExtractOptions } from './train/extractFeatures.ts'
export { extractFeatures } from './train/extractFeatures.ts'
export type { ImageShape, Intake, Normalisation } from './train/intake.ts'
export { features, images } from './train/intake.ts'
export type { Interrupt } from './train/interrupt.ts'
export { onInterrupt } from './train/interrupt.ts'
export { loadWeights } from './train/loadWeights.ts'
export type { LogEntry } from './train/log.ts'
export { readLog } from './train/log.ts'
export { matching } from './train/matching.ts'
export type { StepMemory } from './train/memoryOf.ts'
export { memoryOf } from './train/memoryOf.ts'
export type { Labelled, LossResult, OpenedLoss, OpenLossOptions } from './train/openLoss.ts'
export { openLoss } from './train/openLoss.ts'
export { parameterOrder } from './train/parameterOrder.ts'
export type { Phase } from './train/phases.ts'
export type { Progress } from './train/progress.ts'
export { progress } from './train/progress.ts'
export { referenceState } from './train/referenceState.ts'
export type { Run } from './train/runFolder.ts'
export { openRun } from './train/runFolder.ts'
export type { State } from './train/state.ts'
export { freshState } from './train/state.ts'
export { openStep } from './train/step.ts'
export type { StepBatch } from './train/stepBatch.ts'
export type { StepDesign, Tower } from './train/stepDesign.ts'
export type { StepModel } from './train/stepModel.ts'
export { stepModel } from './train/stepModel.ts'
export type { StepReport } from './train/stepReport.ts'
export type { Training, TrainingOptions } from './train/trainer.ts'
export { train } from './train/trainer.ts'
export type { StepResult, TrainStep } from './train/trainStep.ts'

// The report

export type { ReportData } from './report/data.ts'
export { writeReport } from './report/report.ts'

// Shipping: a trained network as models that others run

export type { WholeImage } from './data/decodeWhole.ts'
export { decodeWhole } from './data/decodeWhole.ts'
export { foldBatchNorm } from './onnx/surgery/foldBatchNorm.ts'
export type { Range } from './onnx/surgery/quantize.ts'
export { quantize, rangesNeeded } from './onnx/surgery/quantize.ts'
export type { ResizeForm } from './onnx/surgery/resizedPixels.ts'
export type { Float16Options } from './onnx/surgery/toFloat16.ts'
export { toFloat16 } from './onnx/surgery/toFloat16.ts'
export type { StemForm, StemOptions } from './onnx/surgery/withStem.ts'
export { withStem } from './onnx/surgery/withStem.ts'
export { calibrate } from './ship/calibrate.ts'
export type { MeasuredModel, Measurement, ModelMeasureOptions } from './ship/measure.ts'
export { measure } from './ship/measure.ts'
export type { Network } from './ship/network.ts'
export type { FeatureNetworkOptions } from './ship/networkOfFeatures.ts'
export { networkOfFeatures } from './ship/networkOfFeatures.ts'
export { networkOfImages } from './ship/networkOfImages.ts'
export type { Precision } from './ship/precision.ts'
export { inPrecision } from './ship/precision.ts'

// Theory: the experiment on collapse
export type {
  CollapseExperimentOptions,
  CollapseExperimentRun,
  NamedLoss,
} from './theory/collapseExperiment.ts'
export { collapseExperiment } from './theory/collapseExperiment.ts'
export type { Drawing } from './theory/descend.ts'
export { distancesOf } from './theory/distancesOf.ts'
export type { Expectation } from './theory/expectedLoss.ts'
export { expectedLoss } from './theory/expectedLoss.ts'
export type { PopulationSize } from './theory/population.ts'
export type { Setup } from './theory/setup.ts'
export type { Start } from './theory/startPlaces.ts'
export type { Statement } from './theory/statement.ts'
export type { TupleLoss } from './theory/tupleLoss.ts'
