/// The service that runs one job by a timer, `seedd@.service`; `%i` in it stands for the job's name.
///
/// Names of jobs have only characters that names of units have, so nothing needs `systemd-escape`.
package struct ServiceTemplate: Sendable {
    private let text: String

    package init(_ text: String) { self.text = text }

    package var unit: UnitFile { UnitFile(name: "seedd@.service", text: text) }

    /// Where its manual is, for the timers that belong to it.
    var documentation: String { line("Documentation=").map { $0 + "\n" } ?? "" }

    /// The service that takes snapshots of all jobs, with the same policy and sandbox.
    func snapshotsUnit(prunes: Bool) -> UnitFile {
        let program = line("ExecStart=")?.split(separator: " ").first.map(String.init) ?? "ExecStart=/usr/bin/seedd"
        var lines: [String] = ["# Periodic snapshots of the target tables of all jobs, by seedd-snapshots.timer."]
        // What stands above the first section is about the template.
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).drop(while: { !$0.hasPrefix("[") }) {
            if line.hasPrefix("Description=") {
                lines.append("Description=seedd, periodic snapshots")
            } else if line.hasPrefix("ExecStart=") {
                lines.append("\(program) snapshot")
                if prunes { lines.append("\(program) snapshots prune") }
            } else {
                lines.append(String(line).replacing("%i", with: "seedd-snapshots"))
            }
        }
        return UnitFile(name: "seedd-snapshots.service", text: lines.joined(separator: "\n"))
    }

    private func line(_ key: String) -> String? {
        text.split(separator: "\n").first { $0.hasPrefix(key) }.map(String.init)
    }
}
