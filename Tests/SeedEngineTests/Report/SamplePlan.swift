import SeedEngine
import SeedModel

/// Plans for reports to show.
enum SamplePlan {
    static func table(
        _ name: String, target: String? = nil, key: [String] = ["code"], columns: [String], counts: ChangeCounts,
        changes: [Change]
    ) -> TablePlan {
        TablePlan(
            source: TableName(schema: "public", name: name), target: TableName(schema: "public", name: target ?? name),
            key: key, columns: columns, counts: counts, sourceRows: 242, targetRows: 241,
            changes: (try? ChangeLog(changes)) ?? .empty)
    }

    static func plan(_ tables: [TablePlan]) -> Plan {
        Plan(job: "nightly", from: "staging", to: "production", tables: tables, seed: 1)
    }

    static func update(_ key: String, _ before: [String?], _ after: [String?]) -> Change {
        Change(kind: .update, key: [key], before: [key] + before, after: [key] + after)
    }

    static func insert(_ key: String, _ after: [String?]) -> Change {
        Change(kind: .insert, key: [key], before: nil, after: [key] + after)
    }

    static func delete(_ key: String, _ before: [String?]) -> Change {
        Change(kind: .delete, key: [key], before: [key] + before, after: nil)
    }

    /// A plan with one of everything.
    static var everything: Plan {
        let long = "Hello {{name}},\n\nplease click the link below to reset your password. It is valid for one hour"
        let templates = table(
            "notification_templates", columns: ["code", "subject", "body", "priority"],
            counts: ChangeCounts(insert: 2, update: 2, delete: 1, unchanged: 240, held: 1, conflict: 1),
            changes: [
                update("INVOICE", ["Your invoice", "x", nil], ["Your invoice {{number}}", "x", "NULL"]),
                delete("OLD", ["Bye", "", "1"]),
                update("RESET", ["Reset", long + " only.", "5"], ["Reset", long + " from now.", "5"]),
                insert("WELCOME", ["Welcome to 東京 😀", "Hi\u{1B}[31m", nil]),
                insert("two words", [nil, nil, nil]),
                Change(kind: .held, key: ["HELD"], before: ["HELD", "a", "b", "1"], after: ["HELD", "a", "b", "2"]),
                Change(kind: .conflict, key: ["HOT"], before: ["HOT", "a", "b", "1"], after: ["HOT", "a", "c", "2"]),
            ])
        let prices = table(
            "prices", target: "price_list", key: ["sku", "region"], columns: ["sku", "region", "amount"],
            counts: ChangeCounts(update: 1, unchanged: 10),
            changes: [
                Change(
                    kind: .update, key: ["007", "NO"], before: ["007", "NO", "10.00"], after: ["007", "NO", "12.00"])
            ])
        let flags = table("flags", columns: ["code"], counts: ChangeCounts(unchanged: 8), changes: [])
        return plan([templates, prices, flags])
    }

    static func text(
        _ plan: Plan, _ format: ReportFormat = .text, options: ReportOptions = ReportOptions(), result: RunResult? = nil
    ) throws -> String {
        let sink = Collected()
        try PlanReport(plan, options: options, durationMs: 12, result: result).write(format) { sink.text += $0 }
        return sink.text
    }

    private final class Collected {
        var text = ""
    }
}
