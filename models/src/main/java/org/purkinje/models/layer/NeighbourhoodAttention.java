package org.purkinje.models.layer;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Attention of each token to its {@link Neighbourhood} alone, with a learned bias by relative
 * position. Time and memory are linear in the number of tokens: a block of 32 queries meets the
 * keys that any of them attends to, and what lies outside a query's own window has the bias −∞.
 * With dilation δ, the δ sequences of every δ-th token are treated so side by side.
 *
 * <p>B windows, L tokens, D width, H heads of width W = D/H, k kernel, δ dilation; R tokens of the
 * longest of the δ sequences, in N blocks of Q queries and S keys.
 */
public final class NeighbourhoodAttention {

  private static final int MAX_QUERIES = 32;
  private static final Map<Neighbourhood, Blocks> BLOCKS = new ConcurrentHashMap<>();

  private NeighbourhoodAttention() {}

  /**
   * Pre-norm block: {@code x + attention(ln1(x))}, then {@code x + mlp(ln2(x))}; position biases
   * are {@code name.rpb}.
   *
   * @param x tokens [B, L, D]
   * @return [B, L, D]
   */
  public static Tensor block(
      Parameters p, String name, Tensor x, int heads, int kernel, int dilation) {
    return block(p, name, x, heads, kernel, dilation, UnaryOperator.identity());
  }

  /**
   * As the other form; what attention and MLP add to the tokens passes {@code branch} before, first
   * of the one, then of the other.
   */
  public static Tensor block(
      Parameters p,
      String name,
      Tensor x,
      int heads,
      int kernel,
      int dilation,
      UnaryOperator<Tensor> branch) {
    TensorVector qkv =
        Transformer.queriesKeysValues(p, name, Transformer.layerNorm(p, name + ".ln1", x), heads)
            .unbind(0); // each [B, H, L, W]
    Tensor mixed =
        attend(qkv.get(0), qkv.get(1), qkv.get(2), p.get(name + ".rpb"), kernel, dilation)
            .transpose(1, 2)
            .reshape(x.size(0), x.size(1), x.size(2));
    Tensor y = x.add(branch.apply(Transformer.linear(p, name + ".proj", mixed)));
    return y.add(
        branch.apply(Transformer.mlp(p, name, Transformer.layerNorm(p, name + ".ln2", y))));
  }

  /**
   * {@code y_i = Σ_j softmax_j(q_i·k_j / √W + bias_{(j − i)/δ + k − 1}) v_j} over the neighbourhood
   * of i.
   *
   * @param queries [B, H, L, W]
   * @param keys [B, H, L, W]
   * @param values [B, H, L, W]
   * @param bias by relative position, [H, 2k − 1]
   * @param kernel k, odd; without dilation it may exceed L, and then all tokens are neighbours
   * @param dilation δ, at least 1
   * @return [B, H, L, W]
   */
  public static Tensor attend(
      Tensor queries, Tensor keys, Tensor values, Tensor bias, int kernel, int dilation) {
    long windows = queries.size(0);
    long heads = queries.size(1);
    long tokens = queries.size(2);
    long width = queries.size(3);
    Blocks of =
        BLOCKS.computeIfAbsent(
            new Neighbourhood(Math.toIntExact(tokens), kernel, dilation), Blocks::of);
    long[] banded = {windows, heads, dilation, of.blocks, of.queries, width};

    Tensor q = queries.mul(new Scalar(1 / Math.sqrt((double) width)));
    q = of.sequences(q, 0, 0).view(banded); // [B, H, δ, N, Q, W]
    Tensor scores = q.matmul(of.keys(keys)).add(of.bias(bias)); // [B, H, δ, N, Q, S]
    Tensor share = scores.softmax(-1).to(values.scalar_type());
    Tensor y = share.matmul(of.keys(values).transpose(4, 5)); // [B, H, δ, N, Q, W]
    return y.reshape(windows, heads, dilation, -1, width)
        .narrow(3, 0, of.rows) // [B, H, δ, R, W]
        .transpose(2, 3)
        .reshape(windows, heads, -1, width) // [B, H, R·δ, W]
        .narrow(2, 0, tokens);
  }

  /**
   * How a sequence is cut.
   *
   * @param dilation δ
   * @param rows R
   * @param blocks N
   * @param queries Q
   * @param before keys before a block's first query that some query attends to, at most k − 1
   * @param after keys after its last query, at most k − 1
   * @param places place in that table by query and key, row-major, shape [δ][N][Q][S]
   */
  private record Blocks(
      int dilation, int rows, int blocks, int queries, int before, int after, long[] places) {

    static Blocks of(Neighbourhood of) {
      int dilation = of.dilation();
      int rows = (of.tokens() + dilation - 1) / dilation;
      int queries = Math.min(MAX_QUERIES, rows);
      int blocks = (rows + queries - 1) / queries;
      int before = 0;
      int after = 0;
      for (int i = 0; i < of.tokens(); i++) {
        int start = i / dilation / queries * queries;
        int first = of.first(i) / dilation;
        before = Math.max(before, start - first);
        after = Math.max(after, first + of.size() - (start + queries));
      }
      int keys = before + queries + after;
      long[] places = new long[dilation * blocks * queries * keys];
      // Queries past the end of a sequence keep place 0: any finite bias does, nobody reads them.
      for (int i = 0; i < of.tokens(); i++) {
        int row = i / dilation;
        int block = row / queries;
        int from = (i % dilation * blocks * queries + row) * keys;
        Arrays.fill(places, from, from + keys, 2L * of.kernel() - 1);
        for (int n = 0; n < of.size(); n++) {
          int neighbour = of.first(i) + n * dilation;
          int key = neighbour / dilation - block * queries + before;
          places[from + key] = of.bias(i, neighbour);
        }
      }
      return new Blocks(dilation, rows, blocks, queries, before, after, places);
    }

    /**
     * The δ sequences of every δ-th token, filled up with zeros: [B, H, L, W] to [B, H, δ, before +
     * N·Q + after, W].
     */
    Tensor sequences(Tensor x, long before, long after) {
      Tensor whole = pad(x, 0, (long) rows * dilation - x.size(2)); // [B, H, R·δ, W]
      Tensor each =
          whole
              .reshape(x.size(0), x.size(1), rows, dilation, x.size(3))
              .transpose(2, 3); // [B, H, δ, R, W]
      return pad(each, before, (long) blocks * queries - rows + after);
    }

    /** What each block's queries meet: [B, H, L, W] to [B, H, δ, N, W, S]. */
    Tensor keys(Tensor x) {
      return sequences(x, before, after).unfold(3, (long) before + queries + after, queries);
    }

    /** [H, 2k − 1] to [H, δ, N, Q, S]. */
    Tensor bias(Tensor table) {
      Tensor padded =
          torch.constant_pad_nd(
              table, new long[] {0, 1}, new Scalar(Double.NEGATIVE_INFINITY)); // [H, 2k]
      return padded
          .index_select(1, Tensors.of(places))
          .view(table.size(0), dilation, blocks, queries, -1);
    }

    /** Zeros before and after the tokens, the last axis but one. */
    private static Tensor pad(Tensor x, long before, long after) {
      return before == 0 && after == 0
          ? x
          : torch.constant_pad_nd(x, new long[] {0, 0, before, after}, new Scalar(0));
    }
  }
}
