/// How an application writes while a job reads.
enum StressWriter: CaseIterable {
    case short, long, lateTransaction, savepoint, exceptionBlock, prepared, insert, delete, keyChange, rollback

    func addTransaction(to script: inout StressScript) {
        let row = script.anyRow()
        switch self {
        case .short:
            script.update(row)
            script.sleep(upTo: 0.03)
        case .long:
            script.add("BEGIN")
            script.update(row)
            script.sleep(upTo: 2)
            script.add("COMMIT")
        case .lateTransaction:
            script.add("BEGIN", "SELECT FROM setting WHERE id = \(row)")
            script.sleep(upTo: 2)
            script.update(row)
            script.add("COMMIT")
        case .savepoint:
            script.add("BEGIN", "SELECT FROM pg_current_xact_id()", "SAVEPOINT one")
            script.update(row)
            script.add("RELEASE one")
            script.sleep(upTo: 1)
            script.add("SAVEPOINT two", "UPDATE setting SET value = 'undone' WHERE id = \(row)", "ROLLBACK TO two")
            script.add("COMMIT")
        case .exceptionBlock:
            script.add(
                """
                BEGIN;
                DO $$BEGIN
                    BEGIN UPDATE setting SET value = 'block \(script.unique)' WHERE id = \(row);
                    EXCEPTION WHEN others THEN RAISE; END;
                    BEGIN UPDATE setting SET value = 'undone' WHERE id = \(script.anyRow()); RAISE 'no';
                    EXCEPTION WHEN others THEN NULL; END;
                END$$
                """)
            script.sleep(upTo: 1)
            script.add("COMMIT")
        case .prepared:
            script.add("BEGIN")
            script.update(row)
            script.add("SELECT format('PREPARE TRANSACTION %L', current_database() || '\(script.unique)') \\gexec\n")
            script.sleep(upTo: 0.8)
            script.add("SELECT format('COMMIT PREPARED %L', current_database() || '\(script.unique)') \\gexec\n")
            script.sleep(upTo: 0.4)
        case .insert:
            script.add("BEGIN", "INSERT INTO setting VALUES (\(script.unique), 'inserted')")
            script.sleep(upTo: 0.5)
            script.add("COMMIT")
        case .delete:
            script.add("BEGIN", "DELETE FROM setting WHERE id = \(row)")
            script.sleep(upTo: 0.5)
            script.add("COMMIT")
            script.sleep(upTo: 0.3)
            script.add("INSERT INTO setting VALUES (\(script.anyRow()), 'again') ON CONFLICT DO NOTHING")
        case .keyChange:
            script.add("BEGIN", "UPDATE setting SET id = -id WHERE id IN (\(row), -\(row))")
            script.sleep(upTo: 0.5)
            script.add("COMMIT")
        case .rollback:
            script.add("BEGIN", "UPDATE setting SET value = 'undone' WHERE id = \(row)")
            script.sleep(upTo: 0.5)
            script.add("ROLLBACK")
            script.update(script.anyRow())
        }
    }
}
