package org.purkinje.pretrain.classification;

import java.io.Serializable;

/** One training: a way, a start, and the persons that it learns from. */
public record Cell(Mode mode, Start start, LabelPart part) implements Serializable {}
