package org.purkinje.pretrain.dl4jspark;

import java.util.Collection;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.core.storage.StatsStorageRouter;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.spark.api.TrainingHook;
import org.deeplearning4j.spark.api.TrainingMaster;
import org.deeplearning4j.spark.api.TrainingResult;
import org.deeplearning4j.spark.api.TrainingWorker;
import org.deeplearning4j.spark.api.stats.SparkTrainingStats;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** What DL4J asks of a training master and one that trains graphs from paths cannot answer. */
abstract class PathsTrainingMaster
    implements TrainingMaster<TrainingResult, TrainingWorker<TrainingResult>> {

  @Override
  public void removeHook(TrainingHook hook) {
    throw refusal("hooks");
  }

  @Override
  public void addHook(TrainingHook hook) {
    throw refusal("hooks");
  }

  @Override
  public String toJson() {
    throw refusal("a text form");
  }

  @Override
  public String toYaml() {
    throw refusal("a text form");
  }

  @Override
  public TrainingWorker<TrainingResult> getWorkerInstance(SparkDl4jMultiLayer network) {
    throw refusal("workers of its own");
  }

  @Override
  public TrainingWorker<TrainingResult> getWorkerInstance(SparkComputationGraph graph) {
    throw refusal("workers of its own");
  }

  @Override
  public void executeTraining(SparkDl4jMultiLayer network, JavaRDD<DataSet> data) {
    throw refusal("training from data in an RDD");
  }

  @Override
  public void executeTraining(SparkComputationGraph graph, JavaRDD<DataSet> data) {
    throw refusal("training from data in an RDD");
  }

  @Override
  public void executeTrainingMDS(SparkComputationGraph graph, JavaRDD<MultiDataSet> data) {
    throw refusal("training from data in an RDD");
  }

  @Override
  public void setCollectTrainingStats(boolean collect) {
    if (collect) {
      throw refusal("statistics");
    }
  }

  @Override
  public boolean getIsCollectTrainingStats() {
    return false;
  }

  @Override
  public SparkTrainingStats getTrainingStats() {
    throw refusal("statistics");
  }

  @Override
  public void setListeners(Collection<TrainingListener> listeners) {
    throw refusal("listeners");
  }

  @Override
  public void setListeners(StatsStorageRouter router, Collection<TrainingListener> listeners) {
    throw refusal("listeners");
  }

  /** There are none. */
  @Override
  public boolean deleteTempFiles(JavaSparkContext spark) {
    return true;
  }

  /** There are none. */
  @Override
  public boolean deleteTempFiles(SparkContext spark) {
    return true;
  }

  private static UnsupportedOperationException refusal(String what) {
    return new UnsupportedOperationException("this training master has no " + what);
  }
}
