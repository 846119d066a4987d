/// What a document is of: its member `kind`, each with a section in docs/JSON_OUTPUT.md.
package enum DocumentKind: String, CaseIterable {
    case plan, run, snapshot, snapshots, export, status, check, history, release, failure, progress
}
