package org.purkinje.biosignal.pressure;

import java.util.Optional;
import java.util.OptionalDouble;
import org.purkinje.biosignal.window.WindowRefusal;

/**
 * What the blood pressure protocol finds in one window; each refusal is the first broken rule.
 *
 * @param pairRefusal why ECG and PPG do not show the same heart: a gap, PPG flat, too few beats,
 *     rates apart, pulses unlike, pulse arrival times not plausible
 * @param patSeconds median R peak to foot, s, present where {@code pairRefusal} is empty
 * @param abpRefusal why the ABP gives no label: a gap, flat, too few beats, out of range, damped
 * @param shapeRefusal why the shape of the pulse may not be measured, whatever the ECG: a gap,
 *     flat, too few pulses, pulses unlike
 * @param shape of the pulse, present where {@code shapeRefusal} is empty
 * @param reference blood pressure, present where {@code abpRefusal} is empty
 * @param protocol the blood pressure protocol: a gap in any signal, then the rules for the ABP,
 *     then those for ECG and PPG together
 */
public record PressureJudgement(
    Optional<WindowRefusal> pairRefusal,
    OptionalDouble patSeconds,
    Optional<WindowRefusal> abpRefusal,
    Optional<WindowRefusal> shapeRefusal,
    Optional<PulseShapeFeatures> shape,
    Optional<PressureReference> reference,
    ProtocolOutcome protocol) {}
