package org.purkinje.eval.pressure;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;

/**
 * What one method says of one held-out subject. Kryo cannot rebuild records, so where Spark is set
 * to it, Java's own serialisation is taken.
 *
 * @param cohort position of the cohort
 * @param seed of the method's draws
 * @param heldOut position of the subject in the cohort
 * @param predictedMmhg shape [scored]
 */
@DefaultSerializer(JavaSerializer.class)
record FoldResult(
    int cohort, Target target, Method method, long seed, int heldOut, double[] predictedMmhg)
    implements Serializable {

  FoldResult of(int otherCohort) {
    return new FoldResult(otherCohort, target, method, seed, heldOut, predictedMmhg);
  }
}
