package org.purkinje.jobsupport.command;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.InsertIntoDir;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.apache.spark.sql.catalyst.plans.logical.ScriptTransformation;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import scala.collection.JavaConverters;

/** Tells by Spark's own parser whether a statement only reads. */
final class ReadOnlySql {

  /** Functions that call any static method of Java. */
  private static final Set<String> CALLS = Set.of("reflect", "java_method", "try_reflect");

  private ReadOnlySql() {}

  /** What in a statement may do more than read; empty if nothing. */
  static Optional<String> findWrite(SparkSession spark, String statement) throws Exception {
    LogicalPlan plan = spark.sessionState().sqlParser().parsePlan(statement);
    return find(plan, ReadOnlySql::writes).map(ReadOnlySql::name);
  }

  private static boolean writes(TreeNode<?> node) {
    if (node instanceof UnresolvedFunction function) {
      return CALLS.contains(function.nameParts().last().toLowerCase(Locale.ROOT));
    }
    if (node instanceof ScriptTransformation || node instanceof InsertIntoDir) {
      return true;
    }
    boolean tells = name(node).startsWith("Show") || name(node).startsWith("Describe");
    return (node instanceof Command || node instanceof ParsedStatement)
        && !tells
        && !name(node).equals("ExplainCommand");
  }

  private static Optional<TreeNode<?>> find(TreeNode<?> node, Predicate<TreeNode<?>> wanted) {
    if (wanted.test(node)) {
      return Optional.of(node);
    }
    for (Object child : JavaConverters.seqAsJavaList(node.children())) {
      Optional<TreeNode<?>> found = find((TreeNode<?>) child, wanted);
      if (found.isPresent()) {
        return found;
      }
    }
    // Relations of WITH.
    for (Object child : JavaConverters.seqAsJavaList(node.innerChildren())) {
      if (child instanceof TreeNode<?> inner) {
        Optional<TreeNode<?>> found = find(inner, wanted);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    if (node instanceof PlanExpression<?> subquery) {
      return find(subquery.plan(), wanted);
    }
    if (node instanceof LogicalPlan plan) {
      for (Expression expression : JavaConverters.seqAsJavaList(plan.expressions())) {
        Optional<TreeNode<?>> found = find(expression, wanted);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static String name(TreeNode<?> node) {
    return node instanceof UnresolvedFunction function
        ? function.nameParts().last()
        : node.getClass().getSimpleName();
  }
}
