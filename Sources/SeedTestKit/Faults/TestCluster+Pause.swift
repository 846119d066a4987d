import Foundation

extension TestCluster {
    /// Stops all processes of the server where they are: it takes connections and answers nothing. For separate clusters.
    package func pause() throws { try signal(SIGSTOP) }

    package func resume() throws { try signal(SIGCONT) }

    private func signal(_ number: CInt) throws {
        let file = try String(contentsOfFile: "\(directory)/data/postmaster.pid", encoding: .utf8)
        guard let postmaster = file.split(separator: "\n").first.flatMap({ pid_t($0) }) else {
            throw TestKitError("\(directory): no process in postmaster.pid")
        }
        // The parent first: it would take note of children that stop.
        for process in [postmaster] + Self.children(of: postmaster) { kill(process, number) }
    }

    private static func children(of parent: pid_t) -> [pid_t] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.filter { process in
            let stat = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
            // After the name, which may hold anything: the state, then the parent.
            let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
            return fields.count > 1 && pid_t(fields[1]) == parent
        }
    }
}
