/// The rules of Prometheus' text format that a collector goes by, written down apart from the code that writes it.
enum Prometheus {
    /// Lines that break one.
    static func problems(in text: String) -> [String] {
        var problems: [String] = []
        var (helped, typed, seen): (Set<Substring>, Set<Substring>, Set<Substring>) = ([], [], [])
        var current: Substring?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            if let match = line.wholeMatch(of: /# HELP ([a-z_]+) .+\./) {
                current = match.1
                if !helped.insert(match.1).inserted { problems.append("again: \(line)") }
            } else if let match = line.wholeMatch(of: /# TYPE ([a-z_]+) (gauge|counter)/) {
                let isNamed = match.1.hasSuffix("_total") == (match.2 == "counter")
                if match.1 != current || !typed.insert(match.1).inserted || !isNamed { problems.append("\(line)") }
            } else if let match = line.wholeMatch(
                of: /([a-z_]+)(?:\{(?:[a-z_]+="(?:[^"\\]|\\[\\"n])*",?)*\})? ([0-9.e+-]+)/)
            {
                let series = line[..<(line.lastIndex(of: " ") ?? line.endIndex)]
                if match.1 != current || !typed.contains(match.1) || !seen.insert(series).inserted
                    || Double(match.2) == nil
                {
                    problems.append("\(line)")
                }
            } else if !line.hasPrefix("# ") {
                problems.append("\(line)")
            }
        }
        return text.hasSuffix("\n") ? problems : problems + ["no line feed at the end"]
    }
}
