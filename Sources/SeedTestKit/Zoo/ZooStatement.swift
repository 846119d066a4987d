/// A statement of a case: it happens whole or, where a constraint refuses it, not at all.
package struct ZooStatement: Sendable {
    package enum Place: Sendable { case both, source, target }

    package var sql: String
    package var place: Place

    package init(_ sql: String, _ place: Place = .both) {
        self.sql = sql
        self.place = place
    }

    package func isRun(atSource: Bool) -> Bool {
        switch place {
        case .both: true
        case .source: atSource
        case .target: !atSource
        }
    }

    /// A script of which every statement that can't be carried out leaves no trace.
    package static func script(_ statements: [ZooStatement], schema: String, atSource: Bool) -> String {
        let attempts = statements.filter { $0.isRun(atSource: atSource) }.map { statement in
            """
            DO $zoo$ BEGIN \(statement.sql);
            SET CONSTRAINTS ALL IMMEDIATE; EXCEPTION WHEN others THEN NULL; END $zoo$;
            """
        }
        return """
            SET client_min_messages = error; CREATE SCHEMA \(schema); SET search_path = \(schema), public;

            """ + attempts.joined(separator: "\n")
    }
}
