package org.purkinje.jobsupport.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.purkinje.jobsupport.run.ProcessLock.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Advisory locks of a PostgreSQL session, which the server frees when the connection ends. A lock's
 * key is the front of a SHA-256 over warehouse and name; the session's {@code application_name}
 * says which run holds it.
 *
 * @see <a href="https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS">
 *     PostgreSQL, Advisory Locks</a>
 */
final class PostgresqlLocks implements RunLocks {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresqlLocks.class);

  private static final int HEX_DIGITS_OF_A_LONG = 16;
  private static final int ANSWER_S = 10;

  private static final String HOLDER =
      """
      select a.application_name, host(a.client_addr), a.backend_start
      from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.granted and l.mode = 'ExclusiveLock' and l.objsubid = 1
      and l.database = (select oid from pg_database where datname = current_database())
      and (l.classid::bigint << 32 | l.objid::bigint) = ?
      """;

  private final Connection connection;
  private final String warehouse;

  private PostgresqlLocks(Connection connection, String warehouse) {
    this.connection = connection;
    this.warehouse = warehouse;
  }

  static PostgresqlLocks connect(WarehouseAddress warehouse) {
    return new PostgresqlLocks(warehouse.catalog().connect(), warehouse.root());
  }

  @Override
  public boolean tryLock(String name, Kind kind) {
    String function = kind == Kind.SHARED ? "pg_try_advisory_lock_shared" : "pg_try_advisory_lock";
    try (PreparedStatement query =
        connection.prepareStatement("select %s(?)".formatted(function))) {
      query.setLong(1, key(name));
      try (ResultSet answer = query.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("no lock on " + name, e);
    }
  }

  @Override
  public void sign(String run) {
    try (PreparedStatement statement =
        connection.prepareStatement("select set_config('application_name', ?, false)")) {
      statement.setString(1, run);
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException("the catalog does not take the name of " + run, e);
    }
  }

  @Override
  public Optional<String> writer(String name) {
    try (PreparedStatement query = connection.prepareStatement(HOLDER)) {
      query.setLong(1, key(name));
      try (ResultSet holder = query.executeQuery()) {
        return holder.next()
            ? Optional.of(
                "%s (from %s since %s)"
                    .formatted(
                        holder.getString(1),
                        holder.getString(2),
                        holder.getTimestamp(3).toInstant().truncatedTo(ChronoUnit.SECONDS)))
            : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the catalog does not tell who locks " + name, e);
    }
  }

  private long key(String name) {
    String digest = new Sha256().add(warehouse).add(name).hex();
    return Long.parseUnsignedLong(digest.substring(0, HEX_DIGITS_OF_A_LONG), 16);
  }

  @Override
  public void close() {
    try {
      if (!connection.isValid(ANSWER_S)) {
        LOG.warn(
            "{}: the connection that held the locks was lost; another run may have written the same"
                + " meanwhile",
            warehouse);
      } else {
        // The server notices the end of a connection a moment later.
        freeAll();
      }
      connection.close();
    } catch (SQLException e) {
      LOG.warn("{}: the locks are freed by the end of this process", warehouse, e);
    }
  }

  private void freeAll() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_unlock_all()");
    }
  }
}
