package org.purkinje.eval.pressure;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;

/**
 * What one method says of one held-out subject. Kryo cannot rebuild records, so where Spark is set
 * to it, Java's own serialisation is taken.
 *
 * @param heldOut position of the subject among those of its feature set
 * @param predictedMmhg shape [scored]
 */
@DefaultSerializer(JavaSerializer.class)
record FoldResult(
    FeatureSet features, Target target, Method method, int heldOut, double[] predictedMmhg)
    implements Serializable {}
