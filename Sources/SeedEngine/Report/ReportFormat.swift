/// Forms in which a plan or a run can be shown.
package enum ReportFormat: String, Sendable, CaseIterable {
    case text, json, yaml
    /// For a comment on GitHub.
    case markdown
    /// A page for a browser, and a script for psql: of plans only.
    case html, sql

    /// Written of all plans of a command at once.
    package var isOfSeveralPlans: Bool { [.markdown, .html, .sql].contains(self) }

    /// What commands take unless they say otherwise.
    package static let common: [ReportFormat] = [.text, .json, .yaml]
}
