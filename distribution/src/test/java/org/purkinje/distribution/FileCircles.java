package org.purkinje.distribution;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Files that need each other, by Tarjan's strongly connected components. A type may choose among
 * its own subtypes.
 */
final class FileCircles {

  private final Map<String, Set<String>> needed = new TreeMap<>();
  private final Map<String, Integer> number = new HashMap<>();
  private final Map<String, Integer> lowest = new HashMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final List<Set<String>> circles = new ArrayList<>();

  private FileCircles() {}

  /** Names of the files of each circle. */
  static List<Set<String>> of(Iterable<JavaClass> classes) {
    FileCircles files = new FileCircles();
    for (JavaClass origin : classes) {
      for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
        files.add(file(origin), file(dependency.getTargetClass()));
      }
    }
    files.needed.keySet().forEach(files::visit);
    return files.circles;
  }

  private static JavaClass file(JavaClass of) {
    JavaClass file = of;
    while (file.getEnclosingClass().isPresent()) {
      file = file.getEnclosingClass().get();
    }
    return file;
  }

  private void add(JavaClass origin, JavaClass target) {
    boolean isOwn = target.getName().startsWith("org.purkinje.");
    if (isOwn && !target.equals(origin) && !target.isAssignableTo(origin.getName())) {
      needed.computeIfAbsent(origin.getName(), name -> new TreeSet<>()).add(target.getName());
    }
  }

  private void visit(String file) {
    if (number.containsKey(file)) {
      return;
    }
    number.put(file, number.size());
    lowest.put(file, number.get(file));
    open.push(file);
    for (String next : needed.getOrDefault(file, Set.of())) {
      visit(next);
      if (open.contains(next)) {
        lowest.merge(file, lowest.get(next), Math::min);
      }
    }
    if (lowest.get(file).equals(number.get(file))) {
      Set<String> circle = new TreeSet<>();
      String last;
      do {
        last = open.pop();
        circle.add(last);
      } while (!last.equals(file));
      if (circle.size() > 1) {
        circles.add(circle);
      }
    }
  }
}
