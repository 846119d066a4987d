import Postgres
import SeedModel

extension SQLScript {
    /// Ends the run in another database, within somebody's transaction, or beside another run.
    func writePlaceCheck(_ text: ScriptText) throws {
        try text.write(
            """

            \\set ON_ERROR_STOP on
            \\set AUTOCOMMIT on
            \\set ON_ERROR_ROLLBACK off
            \\set QUIET on
            \\set SHOW_CONTEXT never
            \\encoding UTF8
            \\if :{?lock_timeout}
            \\else
            \\set lock_timeout 5s
            \\endif

            """)
        try text.comment("Is this the database?")
        try text.write("\\if :{?any_database}\n\\else\n")
        let server: SQL =
            target.systemIdentifier.map { " OR \(DatabaseIdentity.systemIdentifierOfServer) <> \($0)" } ?? ""
        try text.block(
            """
            SET LOCAL search_path = '';
            IF EXISTS (SELECT FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()
                    AND (d.datname <> \(target.database) OR d.oid <> \(target.databaseOID)::pg_catalog.oid\(server))) THEN
                RAISE EXCEPTION USING
                    MESSAGE = pg_catalog.format('the plan was not made for this database, %I', pg_catalog.current_database()),
                    HINT = 'psql -v any_database=1 runs the script here all the same';
            END IF;
            """)
        try text.write("\\endif\n")
        try text.comment("It is a transaction of its own, and no other run of the job is under way.")
        try text.set("SELECT pg_catalog.set_config('seedd.script', 'here', true) AS seedd_probe")
        try text.block(
            """
            SET LOCAL search_path = '';
            IF pg_catalog.current_setting('seedd.script', true) = 'here' THEN
                RAISE EXCEPTION 'the script is a transaction of its own: run it outside of one, without psql -1';
            END IF;
            IF NOT pg_catalog.pg_try_advisory_lock(\(Lease.key(plan.job))) THEN
                RAISE EXCEPTION 'the job is being run against this database';
            END IF;
            """)
        try text.set(
            """
            SELECT pg_catalog.current_setting('session_replication_role') = 'replica' AS seedd_is_replica
            """)
    }

    func writeBegin(_ text: ScriptText) throws {
        try text.write("\nBEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE;\n")
        for (name, value) in SessionSettings.pinned where name != "client_encoding" {
            try text.statement("SET LOCAL \(raw: name) = \(value)")
        }
        try text.write(
            """
            SET LOCAL lock_timeout = :'lock_timeout';
            SET LOCAL statement_timeout = 0;
            SET LOCAL idle_in_transaction_session_timeout = 0;
            SET LOCAL work_mem = '64MB';

            """)
        try text.comment("First of all, so that what is seen is what is locked.")
        try text.statement(TableLocks.statement(changing.compactMap { $0.projection?.target.table }))
        try text.write("\\if :seedd_is_replica\n\(Self.leaveReplica)\\endif\n")
        if changing.contains(where: \.isWrittenAsReplica) {
            try text.comment(
                "`triggers: replica` needs the right to this setting; better known now than after all checks.")
            try text.write(Self.enterReplica + Self.leaveReplica)
        }
        try text.write("\n\(ScriptProcedures.text)")
    }

    static let enterReplica = "SET LOCAL session_replication_role = replica;\n"
    static let leaveReplica = "SET LOCAL session_replication_role = origin;\n"

    /// `setval` survives a ROLLBACK: sequences are the last before COMMIT.
    func writeEnd(_ text: ScriptText) throws {
        let moves = changing.flatMap(Sequences.moves)
        if !moves.isEmpty { try text.comment("Sequences are moved up past the ids that were inserted.") }
        for move in moves {
            try text.perform(move.statement)
        }
        try text.write("\n")
        for name in ScriptProcedures.names { try text.write("DROP PROCEDURE pg_temp.\(name);\n") }
        try text.write("COMMIT;\n")
        try text.set("SELECT pg_catalog.pg_advisory_unlock(\(Lease.key(plan.job))) AS seedd_probe")
        let counts = plan.counts
        let words = [(counts.insert, "inserted"), (counts.update, "updated"), (counts.delete, "deleted")]
        try text.write("\\echo '\(words.map { "\($0.0) \($0.1)" }.joined(separator: ", "))'\n")
    }
}
