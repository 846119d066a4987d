/// Forms in which a plan or a run can be shown.
package enum ReportFormat: String, Sendable, CaseIterable {
    case text, json, yaml
}
