import SeedEngine
import SeedModel

/// The plan of a small booking service: a page of it is what a person gets to see.
enum ReportSample {
    static let refusal = Finding(
        .guardExceeded, .error, "config.prices", "12 of 40 rows would change, more than 20% (guard max_changed)",
        remedy: "look at the plan; if it is right, raise the job's guards")

    static var plan: Plan {
        var plan = SamplePlan.plan([templates, events, flags, prices, roles] + quiet)
        plan.job = "booking-config"
        return plan
    }

    private static func table(
        _ name: String, key: [String] = ["code"], columns: [String], counts: ChangeCounts, changes: [Change]
    ) -> TablePlan {
        TablePlan(
            source: TableName(schema: "config", name: name), target: TableName(schema: "config", name: name), key: key,
            columns: columns, counts: counts, sourceRows: 242, targetRows: 241,
            changes: (try? ChangeLog(changes)) ?? .empty)
    }

    private static var templates: TablePlan {
        let body = """
            Guten Tag {{ name }},

            Ihre Buchung {{ reference }} am {{ date }} ist bestätigt. Bitte seien Sie zehn Minuten vor Beginn da und bringen \
            Sie diese Nachricht mit, ausgedruckt oder auf dem Telefon.

            Falls Sie nicht kommen können, sagen Sie bitte bis 24 Stunden vorher ab: {{ cancel_url }}

            Mit freundlichen Grüßen
            Ihr Team
            """
        let better = body.replacing("Guten Tag", with: "Hallo").replacing("zehn Minuten", with: "eine Viertelstunde")
            .replacing("24 Stunden", with: "48 Stunden")
        let columns = ["code", "event", "channel", "language", "subject", "body", "updated_at"]
        func row(_ code: String, _ subject: String?, _ body: String, _ time: String) -> [String?] {
            [code, "booking.confirmed", "email", "de", subject, body, time]
        }
        var hot = Change(
            kind: .conflict, key: ["reset.email.en"],
            before: row("reset.email.en", "Reset your password today", "Hi!", "2026-11-18 09:12:00+00"),
            after: row("reset.email.en", "Choose a new password", "Hi!", "2026-11-19 16:40:00+00"))
        hot.edit = TargetEdit(
            since: "2026-11-17T02:00:04Z",
            base: row("reset.email.en", "Reset your password", "Hi!", "2026-10-02 08:00:00+00"))
        hot.conflicting = [4]
        var table = table(
            "notification_templates", columns: columns,
            counts: ChangeCounts(insert: 2, update: 2, delete: 1, unchanged: 86, held: 1, conflict: 1),
            changes: [
                Change(
                    kind: .update, key: ["booking.confirmed.email.de"],
                    before: row("booking.confirmed.email.de", "Ihre Buchung", body, "2026-09-01 10:00:00+00"),
                    after: row(
                        "booking.confirmed.email.de", "Ihre Buchung {{ reference }}", better, "2026-11-19 11:45:00+00")),
                Change(
                    kind: .delete, key: ["fax.de"],
                    before: ["fax.de", "legacy", "fax", "de", nil, "Siehe Anlage.", nil],
                    after: nil),
                Change(
                    kind: .held, key: ["promo.push.en"],
                    before: row("promo.push.en", nil, "Book now", "2026-10-02 08:00:00+00"),
                    after: row("promo.push.en", nil, "BOOK NOW!!!", "2026-11-19 16:00:00+00"),
                    reason: "rolled back on 2026-11-18 to snapshot 20261117T020003Z-4f2a91c0"),
                hot,
                Change(
                    kind: .update, key: ["reminder.sms.fr"],
                    before: row("reminder.sms.fr", "", "Bonjour {{ name }}, à demain !  ", "2026-09-01 10:00:00+00"),
                    after: row("reminder.sms.fr", nil, "Bonjour {{ name }}, à demain !", "2026-11-19 11:45:00+00")),
                Change(
                    kind: .insert, key: ["waitlist.offered.push.en"], before: nil,
                    after: row(
                        "waitlist.offered.push.en", nil, "Hello {{ name }}, a place is free: {{ reference }}. 🎉",
                        "2026-11-19 15:24:00+00")),
                Change(
                    kind: .insert, key: ["waitlist.offered.push.ja"], before: nil,
                    after: row("waitlist.offered.push.ja", "   ", "{{ name }}様、空席が出ました。", "2026-11-19 15:24:00+00")),
            ])
        table.edits.rows = 1
        table.edits.since = "2026-11-17T02:00:04Z"
        return table
    }

    private static var events: TablePlan {
        table(
            "event_templates", columns: ["code", "title", "timing"], counts: ChangeCounts(update: 2, unchanged: 12),
            changes: [
                Change(
                    kind: .update, key: ["booking.reminder"],
                    before: [
                        "booking.reminder", "Reminder",
                        #"{"retries": 3, "send_before": "24 hours", "quiet": ["22:00", "07:00"]}"#,
                    ],
                    after: [
                        "booking.reminder", "Reminder",
                        #"{"quiet": ["22:00", "06:30"], "retries": 3, "send_before": "48 hours", "channels": ["sms", "push"]}"#,
                    ]),
                Change(
                    kind: .update, key: ["booking.confirmed"],
                    before: ["booking.confirmed", "Confirmed", #"{"retries": 3, "delay": 0}"#],
                    after: ["booking.confirmed", "Confirmed", #"{"delay": 0, "retries": 3}"#]),
            ])
    }

    private static var flags: TablePlan {
        table(
            "feature_flags", columns: ["code", "enabled", "rollout", "note"],
            counts: ChangeCounts(insert: 1, update: 2, unchanged: 31),
            changes: [
                SamplePlan.update(
                    "checkout.autosave", ["f", "10.00", nil], ["t", "50.00", "second half of the rollout"]),
                SamplePlan.update("search.new-layout", ["t", "50.00", "beta"], ["t", "100.00", "beta"]),
                SamplePlan.insert("waitlist", ["f", "0.00", nil]),
            ])
    }

    private static var prices: TablePlan {
        let changes = (1...12).map { number in
            Change(
                kind: .update, key: ["ROOM-\(number)", number % 2 == 0 ? "CHF" : "EUR"],
                before: ["ROOM-\(number)", number % 2 == 0 ? "CHF" : "EUR", "\(80 + number).00"],
                after: ["ROOM-\(number)", number % 2 == 0 ? "CHF" : "EUR", "\(84 + number).50"])
        }
        return table(
            "prices", key: ["sku", "currency"], columns: ["sku", "currency", "amount"],
            counts: ChangeCounts(update: 12, unchanged: 28), changes: changes)
    }

    private static var roles: TablePlan {
        table(
            "role_permissions", key: ["role", "permission"], columns: ["role", "permission"],
            counts: ChangeCounts(insert: 2, delete: 1, unchanged: 54),
            changes: [
                Change(
                    kind: .insert, key: ["admin", "waitlist:manage"], before: nil, after: ["admin", "waitlist:manage"]),
                Change(
                    kind: .insert, key: ["manager", "waitlist:manage"], before: nil,
                    after: ["manager", "waitlist:manage"]),
                Change(
                    kind: .delete, key: ["support", "refund:create"], before: ["support", "refund:create"], after: nil),
            ])
    }

    private static var quiet: [TablePlan] {
        [("countries", 249), ("currencies", 180), ("languages", 184), ("subdivisions", 5_046)].map { name, rows in
            table(name, columns: ["code", "name"], counts: ChangeCounts(unchanged: rows), changes: [])
        }
    }
}
