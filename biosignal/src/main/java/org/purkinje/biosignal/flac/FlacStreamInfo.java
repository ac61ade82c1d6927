package org.purkinje.biosignal.flac;

/**
 * What a stream says of itself before its first frame.
 *
 * @param largestBlock most samples of a channel in a frame, 16 to 65,535
 * @param rateHz sampling frequency, Hz; WFDB writes 96,000 or less, whatever the record's is
 * @param channels 1 to 8
 * @param bits of a sample, 4 to 24
 * @param samples of each channel; 0 if unknown
 * @param md5 of the decoded samples, 32 hexadecimal digits; all 0 if unknown
 */
public record FlacStreamInfo(
    int largestBlock, int rateHz, int channels, int bits, long samples, String md5) {}
